using System.Text;
using DigitalDocs.Contracts.Documents;

namespace DigitalDocs.Web.Pages.Documents;

/// <summary>Finds the words of a search on a page, as loosely as the index does: case, ending and marks do not count.</summary>
public static class WordHits
{
    /// <summary>Endings an English stemmer would take off.</summary>
    private static readonly string[] Endings = ["ing", "ies", "ed", "es", "ly", "s", "e", "y"];

    public static IReadOnlyList<double[]> Find(IReadOnlyList<WordDto> words, string search)
    {
        var wanted = Split(search).Select(Stem).ToHashSet(StringComparer.Ordinal);
        return [.. words.Where(word => Split(word.Text).Select(Stem).Any(wanted.Contains)).Select(word => word.Box)];
    }

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
}
