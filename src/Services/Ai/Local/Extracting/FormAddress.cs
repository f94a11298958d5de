using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.Ai.Local.Values;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>An address whose parts have labels of their own on a row: Property Address … City … State … Zip Code ….</summary>
internal static class FormAddress
{
    public static IReadOnlyList<FieldValue>? Read(Reading reading, FieldRule rule)
    {
        foreach (var page in reading.View.Pages.Take(4))
        {
            foreach (var row in page.Rows)
            {
                var words = row.Cells.SelectMany(c => c.Words).ToList();
                var tokens = words.ConvertAll(w => string.Concat(page.TokensOf(w)));
                var start = Index(tokens, "property", 0) is >= 0 and var p && p + 1 < tokens.Count && tokens[p + 1] == "address" ? p + 2 : -1;
                var city = start < 0 ? -1 : Index(tokens, "city", start);
                var state = city < 0 ? -1 : Index(tokens, "state", city);
                if (state < 0)
                {
                    continue;
                }

                var zip = Index(tokens, "zip", state);
                var line = words[start..city];
                var town = words[(city + 1)..state];
                var region = words[(state + 1)..(zip < 0 ? words.Count : zip)];
                var code = zip < 0 ? [] : words[(zip + 1)..].Where(w => page.TokensOf(w) is not ["code"]).Take(1).ToList();
                if (line.Count > 0 && line.Any(w => page.Words[w].Text.Any(char.IsAsciiDigit)))
                {
                    var address = Addresses.Of(Text(page, line), null, Text(page, town), Text(page, region), Text(page, code));
                    List<int> all = [.. line, .. town, .. region, .. code];
                    return [reading.Value(rule, new Found(0, 0, address), page, all, 0.9)];
                }
            }
        }

        return null;
    }

    /// <summary>Street and town under labels of their own, as on tax forms.</summary>
    public static IReadOnlyList<FieldValue>? OfTwoLabels(IReadOnlyList<FieldValue>? street, IReadOnlyList<FieldValue>? town)
    {
        if (street is not [var first, ..] || town is not [var second, ..] || first.Evidence[0].Page != second.Evidence[0].Page
            || first.Raw == second.Raw || second.Raw?.Any(char.IsAsciiDigit) != true)
        {
            return street;
        }

        return [first with
        {
            Value = System.Text.Json.Nodes.JsonValue.Create($"{first.Value}, {second.Value}"),
            Raw = $"{first.Raw} {second.Raw}",
            Confidence = Math.Min(first.Confidence, second.Confidence),
            Evidence = [.. first.Evidence, .. second.Evidence],
        }];
    }

    private static int Index(List<string> tokens, string token, int from) => tokens.FindIndex(from, t => t == token);

    private static string? Text(PageView page, List<int> words) =>
        words.Count == 0 ? null : page.TextOf(words).Trim(',', ' ');
}
