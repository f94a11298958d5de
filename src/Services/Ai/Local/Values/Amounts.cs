using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DigitalDocs.Ai.Local.Values;

/// <summary>Amounts of money and rates.</summary>
internal static class Amounts
{
    private static readonly Regex Money = Patterns.Of(
        @"(?<c>us\$|\$|usd|rm|myr|€|eur|£|gbp)?\s?(?<n>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}\.\d{2}|\d{1,9})(?<k>\s?(?:usd|eur|gbp|dollars))?");

    private static readonly Regex Rate = Patterns.Of(@"(?<n>\d{1,3}(?:\.\d{1,6})?)\s?(?:%|percent|per\scent)");

    /// <summary>Amounts in the text. Without a currency sign a number counts only when it is written as an amount.</summary>
    /// <param name="bare">Numbers without a sign, commas or cents are amounts too.</param>
    public static IEnumerable<Found> MoneyIn(string text, bool bare = false)
    {
        foreach (Match match in Money.Matches(text))
        {
            var number = match.Groups["n"];
            var written = match.Groups["c"].Success || match.Groups["k"].Success
                || number.ValueSpan.Contains('.') || number.ValueSpan.Contains(',');
            if ((written || bare) && IsWhole(text, match, number) && Read(match) is { } found)
            {
                yield return found;
            }
        }
    }

    public static IEnumerable<Found> RatesIn(string text)
    {
        foreach (Match match in Rate.Matches(text))
        {
            if (decimal.TryParse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture, out var rate))
            {
                yield return new Found(match.Index, match.Length, JsonValue.Create(rate));
            }
        }
    }

    public static JsonObject MoneyOf(decimal amount, string currency) => new()
    {
        ["amount"] = amount.ToString("0.00", CultureInfo.InvariantCulture),
        ["currency"] = currency,
    };

    private static bool IsWhole(string text, Match match, Group number)
    {
        var before = match.Index > 0 ? text[match.Index - 1] : ' ';
        var end = number.Index + number.Length;
        var after = end < text.Length ? text[end] : ' ';
        var digitFollows = end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
        return !char.IsLetterOrDigit(before) && before is not ('/' or '-' or '.' or '#')
            && after is not ('%' or '/') && !(after is '-' && digitFollows)
            && !char.IsAsciiDigit(after) && !(after is '.' or ',' && digitFollows);
    }

    private static Found? Read(Match match)
    {
        if (!decimal.TryParse(match.Groups["n"].ValueSpan, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        var skip = match.Value.Length - match.Value.TrimStart().Length;
        return new Found(match.Index + skip, match.Length - skip, MoneyOf(amount, Currency(match)));
    }

    private static string Currency(Match match) =>
        (match.Groups["c"].Value + match.Groups["k"].Value).Trim().ToLowerInvariant() switch
        {
            "rm" or "myr" => "MYR",
            "€" or "eur" => "EUR",
            "£" or "gbp" => "GBP",
            _ => "USD",
        };
}
