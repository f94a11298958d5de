using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DigitalDocs.Ai.Local.Values;

/// <summary>Postal addresses of the United States.</summary>
internal static class Addresses
{
    private static readonly string States = string.Join('|', Places.Codes);

    // Street, then perhaps a unit, then city, state and postal code; lines may part them anywhere.
    private static readonly Regex Full = Patterns.CaseSensitive(
        @"(?<l>(?:P\.?\s?O\.?\s+Box\s+\d+|\d{1,6}[A-Z]?(?:-\d+)?\s+[A-Z0-9][A-Za-z0-9.'’#/ -]{2,60}?))"
        + @"(?:\s*[,\n]\s*(?<u>(?:Suite|Ste\.?|Unit|Apt\.?|Apartment|#|No\.|Floor|Bldg\.?|Building|SUITE|UNIT|APT)\s?#?\s?[A-Za-z0-9#-]{1,8}))?"
        + @"\s*[,\n]?\s*(?<c>[A-Z][A-Za-z.'’ -]{1,30}?)\s*[,\n]?\s*\b(?<s>" + States
        + "|" + Places.StatePattern + @")\b[.,]?\s*(?<z>\d{5}(?:-\d{4})?)\b");

    private static readonly Regex StreetEnd = Patterns.Of(
        @"\b(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|circle|cir|boulevard|blvd|way|place|pl|terrace|ter|trail|trl|parkway|pkwy|highway|hwy|square|sq|loop|run|path|plaza|pike|row|walk|crossing|alley|cove|point|ridge|route)\b\.?(?:\s(?:n|s|e|w|ne|nw|se|sw)\b)?");

    public static IEnumerable<Found> In(string text)
    {
        foreach (Match match in Full.Matches(text))
        {
            var state = match.Groups["s"].Value;
            var code = state.Length == 2 ? state : Places.CodeOf(state);
            if (code is not null)
            {
                var (line, town) = (match.Groups["l"], match.Groups["c"]);
                var isParted = match.Groups["u"].Success || text.AsSpan(line.Index + line.Length, town.Index - line.Index - line.Length).IndexOfAny(',', '\n') >= 0;
                var (street, city) = isParted ? (Flat(line.Value), Flat(town.Value)) : Part(Flat(line.Value), Flat(town.Value));
                yield return new Found(match.Index, match.Length,
                    Of(street, match.Groups["u"].Success ? Flat(match.Groups["u"].Value) : null, city, code, match.Groups["z"].Value));
            }
        }
    }

    public static JsonObject Of(string? line1, string? line2, string? city, string? state, string? postalCode)
    {
        var place = string.Join(", ", new[] { city, $"{state} {postalCode}".Trim() }.Where(p => !string.IsNullOrEmpty(p)));
        return new JsonObject
        {
            ["line1"] = line1,
            ["line2"] = line2,
            ["city"] = city,
            ["state"] = state,
            ["postalCode"] = postalCode,
            ["formatted"] = string.Join(", ", new[] { line1, line2, place }.Where(p => !string.IsNullOrEmpty(p))),
        };
    }

    /// <summary>Without a comma between street and city the kind of street tells where the one ends.</summary>
    private static (string Street, string City) Part(string street, string city)
    {
        var joined = street + " " + city;
        var end = StreetEnd.Matches(joined).LastOrDefault(m => m.Index + m.Length < joined.Length);
        return end is not null && end.Index + end.Length != street.Length && end.Index > 3
            ? (joined[..(end.Index + end.Length)].Trim(), joined[(end.Index + end.Length)..].Trim(' ', ','))
            : (street, city);
    }

    private static string Flat(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim(' ', ',');
}
