using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.Ai.Local.Values;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Claude;

/// <summary>Finds quoted words on the pages: only what really stands there is evidence.</summary>
internal static class QuoteFinder
{
    /// <summary>Looks on the named page first, then on the others; empty when the words stand nowhere.</summary>
    public static IReadOnlyList<Evidence> Find(DocumentView view, int page, string quote)
    {
        var wanted = Tokens(quote);
        if (wanted.Count == 0 || wanted.Count > 400)
        {
            return [];
        }

        foreach (var candidate in view.Pages.OrderBy(p => p.Page == page ? 0 : 1))
        {
            if (WordsOf(candidate, wanted) is { Count: > 0 } words)
            {
                return candidate.EvidenceOf(words);
            }
        }

        return [];
    }

    private static List<int>? WordsOf(PageView page, List<string> wanted)
    {
        for (var start = 0; start < page.Words.Count; start++)
        {
            var matched = 0;
            for (var word = start; word < page.Words.Count && matched < wanted.Count; word++)
            {
                var tokens = Tokens(page.Words[word].Text);
                if (!tokens.SequenceEqual(wanted.Skip(matched).Take(tokens.Count)) || (word == start && tokens.Count == 0))
                {
                    break;
                }

                matched += tokens.Count;
                if (matched == wanted.Count)
                {
                    return [.. Enumerable.Range(start, word - start + 1)];
                }
            }
        }

        return null;
    }

    private static List<string> Tokens(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(PartyNames.Bare).Where(t => t.Length > 0)];
}
