using System.Text.RegularExpressions;

namespace DigitalDocs.Ai.Local.Values;

/// <summary>Lengths of time: "two (2) years", "18 months", "30-year".</summary>
internal static class Durations
{
    private static readonly string[] Words =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    private static readonly Dictionary<string, int> Tens = new(StringComparer.Ordinal)
    {
        ["twenty"] = 20,
        ["twentyfour"] = 24,
        ["twentyfive"] = 25,
        ["thirty"] = 30,
        ["thirtysix"] = 36,
        ["forty"] = 40,
        ["fortyeight"] = 48,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["ninety"] = 90,
    };

    private static readonly Regex Form = Patterns.Of(
        @"\b(?:(?<w>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|twenty[- ]four|"
        + @"twenty[- ]five|thirty|thirty[- ]six|forty|forty[- ]eight|fifty|sixty|ninety)|(?<n>\d{1,3}))\s?[-–]?\s?"
        + @"(?:\(\s?(?<p>\d{1,3})\s?\))?\s?[-–]?\s?(?:full\s|calendar\s|consecutive\s)?(?<u>years?|months?|days?|weeks?)\b");

    /// <summary>Normalised to the number and its unit: "2 years", "1 year", "18 months".</summary>
    public static IEnumerable<Found> In(string text)
    {
        foreach (Match match in Form.Matches(text))
        {
            var number = match.Groups["p"].Success ? int.Parse(match.Groups["p"].ValueSpan)
                : match.Groups["n"].Success ? int.Parse(match.Groups["n"].ValueSpan)
                : FromWord(match.Groups["w"].Value);
            var unit = match.Groups["u"].Value.ToLowerInvariant().TrimEnd('s');
            if (number > 0)
            {
                yield return new Found(match.Index, match.Length, $"{number} {unit}{(number == 1 ? "" : "s")}");
            }
        }
    }

    private static int FromWord(string word)
    {
        var key = word.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return Tens.TryGetValue(key, out var tens) ? tens : Math.Max(0, Array.IndexOf(Words, key));
    }
}
