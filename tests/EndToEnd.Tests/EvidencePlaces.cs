using System.Text.RegularExpressions;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>Whether what the AI read really stands where it says: the words inside the box are the words quoted.</summary>
internal static partial class EvidencePlaces
{
    /// <returns>A line for each value without evidence and each box that does not lie on its quote.</returns>
    public static async Task<List<string>> FindWrongAsync(HttpClient client, DocumentDto document, CancellationToken ct)
    {
        var wrong = new List<string>();
        var pages = new Dictionary<int, PageWordsDto>();
        foreach (var field in document.Fields.Where(field => field.By == "ai"))
        {
            if (field.Evidence.Count == 0)
            {
                wrong.Add($"{document.Name}: {field.Name} has no evidence");
            }

            foreach (var evidence in field.Evidence)
            {
                if (!pages.TryGetValue(evidence.Page, out var page))
                {
                    page = await client.GetAsync<PageWordsDto>(
                        $"api/v1/documents/{document.Id}/words?page={evidence.Page}", ct);
                    pages.Add(evidence.Page, page);
                }

                var inside = string.Join(' ', page.Words.Where(word => IsInside(word.Box, evidence.Box)).Select(word => word.Text));
                if (!Covers(inside, evidence.Quote))
                {
                    wrong.Add($"{document.Name}: {field.Name} quotes \"{evidence.Quote}\" but its box holds \"{inside}\"");
                }
            }
        }

        return wrong;
    }

    /// <summary>By its middle: a box may touch its neighbours' edges.</summary>
    private static bool IsInside(double[] word, double[] box)
    {
        var (x, y) = (word[0] + (word[2] / 2), word[1] + (word[3] / 2));
        return x >= box[0] && x <= box[0] + box[2] && y >= box[1] && y <= box[1] + box[3];
    }

    /// <summary>Order does not count: a box over two columns lists words by line.</summary>
    private static bool Covers(string inside, string quote)
    {
        var left = Tokens(inside).ToLookup(token => token);
        return Tokens(quote).GroupBy(token => token).All(token => left[token.Key].Count() >= token.Count())
            || string.Concat(Tokens(inside)).Contains(string.Concat(Tokens(quote)), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Tokens(string text) =>
        Token().Matches(text.ToLowerInvariant()).Select(match => match.Value);

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Token();
}
