using System.Text;
using System.Text.RegularExpressions;
using DigitalDocs.Contracts.Documents;

namespace DigitalDocs.Web.Pages.Documents;

/// <summary>
/// Finds on a page what was searched, as loosely as the index does: case, ending and marks do not count. Words between
/// quotation marks count where they follow each other; what was left out by <c>-</c> does not.
/// </summary>
public static partial class WordHits
{
    /// <summary>Endings an English stemmer would take off.</summary>
    private static readonly string[] Endings = ["ing", "ies", "ed", "es", "ly", "s", "e", "y"];

    /// <summary>They say nothing beside other words, and are on every line.</summary>
    private static readonly HashSet<string> Small =
        ["a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "the", "to", "with"];

    /// <returns>Each place with the boxes of its words.</returns>
    public static IReadOnlyList<IReadOnlyList<double[]>> Find(IReadOnlyList<WordDto> words, string search)
    {
        var terms = TermsOf(search);
        var page = words.SelectMany(word => Split(word.Text).Select(text => (Text: text, Stem: Stem(text), word.Box))).ToList();
        var hits = new List<IReadOnlyList<double[]>>();
        for (var at = 0; at < page.Count; at++)
        {
            if (terms.Find(term => Matches(term, at)) is { } found)
            {
                hits.Add([.. page.Skip(at).Take(found.Words.Count).Select(word => word.Box).Distinct()]);
                at += found.Words.Count - 1;
            }
        }

        return hits;

        bool Matches(Term term, int at) => at + term.Words.Count <= page.Count
            && term.Words.Index().All(word => term.IsBeginning
                ? page[at + word.Index].Text.StartsWith(word.Item, StringComparison.Ordinal)
                : page[at + word.Index].Stem == Stem(word.Item));
    }

    // Longer ones first: a phrase is one place, not one for each of its words.
    private static List<Term> TermsOf(string search)
    {
        var terms = new List<Term>();
        foreach (Match match in Pieces().Matches(search))
        {
            var isPhrase = match.Groups["phrase"].Success;
            var text = isPhrase ? match.Groups["phrase"].Value : match.Value;
            if (match.Value[0] != '-' && text is not ("OR" or "AND"))
            {
                var words = Split(text).ToList();
                terms.AddRange(isPhrase && words.Count > 0
                    ? [new Term(words, false)]
                    : words.Select((word, i) => new Term([word], text.EndsWith('*') && i == words.Count - 1)));
            }
        }

        var telling = terms.FindAll(term => term.Words.Count > 1 || !Small.Contains(term.Words[0]));
        return [.. (telling.Count > 0 ? telling : terms).OrderByDescending(term => term.Words.Count)];
    }

    [GeneratedRegex("""-?["“”](?<phrase>[^"“”]*)["“”]?|[^\s"“”]+""", RegexOptions.None, 1000)]
    private static partial Regex Pieces();

    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (word.Length > 0 && !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static string Stem(string word)
    {
        if (word.Length < 5 || char.IsDigit(word[0]))
        {
            return word;
        }

        var ending = Array.Find(Endings, end => word.EndsWith(end, StringComparison.Ordinal));
        return ending is null ? word : word[..^ending.Length];
    }

    private sealed record Term(IReadOnlyList<string> Words, bool IsBeginning);
}
