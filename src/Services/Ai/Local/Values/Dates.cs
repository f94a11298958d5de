using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DigitalDocs.Ai.Local.Values;

/// <summary>Which number of 05/03/2024 is the day, where the numbers do not say.</summary>
internal enum DateOrder
{
    MonthFirst,
    DayFirst,
}

/// <summary>Dates as people write them.</summary>
internal static class Dates
{
    private const string Month =
        @"(?<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

    private static readonly Regex[] Forms =
    [
        Patterns.Of(@"\b" + Month + @"\.?\s+(?<d>\d{1,2})\s?(?:st|nd|rd|th|t\sh)?\s?,?\s*(?:a\.?d\.?\s+)?(?<y>(?:19|20)\d{2})\b"),
        Patterns.Of(@"\b(?<d>\d{1,2})\s?(?:st|nd|rd|th|t\sh)?\s+(?:day\s+of\s+)?" + Month
            + @"\.?\s?,?\s*(?:a\.?d\.?,?\s*)?(?<y>(?:19|20)\d{2})\b"),
        Patterns.Of(@"\b(?<d>\d{1,2})[-/ ]" + Month + @"[-/., ]+(?<y>(?:19|20)?\d{2})\b"),
        Patterns.Of(@"\b(?<y>(?:19|20)\d{2})[-/.](?<n>\d{1,2})[-/.](?<d>\d{1,2})\b"),
        Patterns.Of(@"\b(?<a>\d{1,2})\s?[-/.]\s?(?<b>\d{1,2})\s?[-/.]\s?(?<y>(?:19|20)\d{2}|\d{2})\b"),
        Patterns.Of(@"\b" + Month + @"(?<d>\d{2}),?\s?(?<y>20\d{2})\b"),
        Patterns.Of(@"\b(?<w>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
            + @"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ]first|twenty[- ]second|"
            + @"twenty[- ]third|twenty[- ]fourth|twenty[- ]fifth|twenty[- ]sixth|twenty[- ]seventh|twenty[- ]eighth|"
            + @"twenty[- ]ninth|thirtieth|thirty[- ]first)\s+day\s+of\s+" + Month + @",?\s+(?:a\.?d\.?,?\s*)?(?<y>(?:19|20)\d{2})\b"),
    ];

    private static readonly string[] Ordinals =
    [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
        "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
        "twentyfirst", "twentysecond", "twentythird", "twentyfourth", "twentyfifth", "twentysixth", "twentyseventh",
        "twentyeighth", "twentyninth", "thirtieth", "thirtyfirst",
    ];

    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>All dates of the text, in its order.</summary>
    public static IReadOnlyList<Found> In(string text, DateOrder order = DateOrder.MonthFirst)
    {
        var found = new List<Found>();
        foreach (var form in Forms)
        {
            foreach (Match match in form.Matches(text))
            {
                if (Read(match, order) is { } date
                    && !found.Any(f => f.Start < match.Index + match.Length && match.Index < f.End))
                {
                    found.Add(new Found(match.Index, match.Length, JsonValue.Create(Iso(date))));
                }
            }
        }

        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Read(Match match, DateOrder order)
    {
        var year = Number(match, "y");
        year += match.Groups["y"].Length == 4 ? 0 : year < 50 ? 2000 : 1900;
        int month, day;
        if (match.Groups["a"].Success)
        {
            var (a, b) = (Number(match, "a"), Number(match, "b"));
            (month, day) = a > 12 || (order == DateOrder.DayFirst && b <= 12) ? (b, a) : (a, b);
        }
        else
        {
            month = match.Groups["n"].Success
                ? Number(match, "n")
                : Array.IndexOf(Months, match.Groups["m"].Value[..3].ToLowerInvariant()) + 1;
            day = match.Groups["w"].Success ? OrdinalDay(match.Groups["w"].Value) : Number(match, "d");
        }

        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static int OrdinalDay(string word) =>
        Array.IndexOf(Ordinals, word.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)) + 1;

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
}
