using System.Text.RegularExpressions;

namespace DigitalDocs.Ai.Local.Values;

/// <summary>Names of states and countries.</summary>
internal static class Places
{
    private static readonly string[] StateNames =
    [
        "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida", "Georgia",
        "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine", "Maryland",
        "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire",
        "New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon",
        "Pennsylvania", "Rhode Island", "South Carolina", "South Dakota", "Tennessee", "Texas", "Utah", "Vermont",
        "West Virginia", "Virginia", "Washington", "Wisconsin", "Wyoming", "District of Columbia", "Puerto Rico",
    ];

    private static readonly string[] OtherNames =
    [
        "People's Republic of China", "PRC", "Hong Kong", "England and Wales", "England", "Scotland", "Northern Ireland", "Wales",
        "United Kingdom", "Ireland", "Ontario", "Quebec", "British Columbia", "Alberta", "Nova Scotia", "Manitoba", "Canada",
        "Bermuda", "Cayman Islands", "British Virgin Islands", "Israel", "Germany", "France", "Spain", "Italy", "Netherlands",
        "Belgium", "Luxembourg", "Switzerland", "Austria", "Sweden", "Norway", "Denmark", "Finland", "Poland", "Russia",
        "Ukraine", "Greece", "Turkey", "Japan", "South Korea", "Korea", "Singapore", "Malaysia", "India", "Taiwan",
        "Thailand", "Indonesia", "Philippines", "Vietnam", "New South Wales", "Victoria", "Queensland", "Australia",
        "New Zealand", "Mexico", "Brazil", "Argentina", "Chile", "Peru", "Colombia", "South Africa", "Nigeria", "Kenya",
        "Egypt", "Saudi Arabia", "United Arab Emirates", "Panama", "Guernsey", "Jersey", "Cyprus", "Marshall Islands",
        "United States of America", "United States",
    ];

    private static readonly string Names = string.Join('|', StateNames.Concat(OtherNames)
        .OrderByDescending(n => n.Length)
        .Select(n => Regex.Escape(n).Replace("'", "['’]", StringComparison.Ordinal).Replace(@"\ ", @"\s+", StringComparison.Ordinal)));

    private static readonly Regex Name = Patterns.Of(@"\b(?:(?:the\s+)?(?:State|Commonwealth|Province|Republic)\s+of\s+(?:the\s+)?)?(?<n>" + Names + @")\b");

    /// <summary>The names of the states as alternatives of a pattern.</summary>
    public static readonly string StatePattern = string.Join(
        '|', StateNames.OrderByDescending(n => n.Length).Select(n => n.Replace(" ", @"\s+", StringComparison.Ordinal)));

    private static readonly Regex StateName = Patterns.Of(@"\b(?<n>" + StatePattern + @")\b");

    public static IReadOnlyList<string> Codes { get; } =
    [
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD",
        "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC",
        "SD", "TN", "TX", "UT", "VT", "WV", "VA", "WA", "WI", "WY", "DC", "PR",
    ];

    public static IEnumerable<Found> In(string text) => Matches(Name, text, StateNames.Concat(OtherNames));

    public static IEnumerable<Found> StatesIn(string text) => Matches(StateName, text, StateNames);

    public static string? CodeOf(string name)
    {
        var index = Array.FindIndex(StateNames, s => string.Equals(s, name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? Codes[index] : null;
    }

    private static IEnumerable<Found> Matches(Regex pattern, string text, IEnumerable<string> names)
    {
        foreach (Match match in pattern.Matches(text))
        {
            var plain = string.Join(' ', match.Groups["n"].Value.Replace('’', '\'')
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            plain = plain == "PRC" ? "People's Republic of China" : plain;
            var name = names.FirstOrDefault(n => string.Equals(n, plain, StringComparison.OrdinalIgnoreCase)) ?? plain;
            yield return new Found(match.Groups["n"].Index, match.Groups["n"].Length, name);
        }
    }
}
