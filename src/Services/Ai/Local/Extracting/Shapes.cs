using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>Recognises a value of a shape in the text that stands where the value should be.</summary>
internal static class Shapes
{
    /// <summary>How far into the text a value may begin.</summary>
    private const int Near = 40;

    private static readonly Regex Id = Patterns.Of(@"(?<v>[A-Z0-9][A-Z0-9/.-]*(?:\s?[-–]\s?[A-Z0-9]+)*(?:\s[0-9]{2,}(?:-[0-9]+)?)*)");
    private static readonly Regex NumberSign = Patterns.Of(@"^\W*(?:nos?|num|number)\b\W*");
    private static readonly Regex TaxId = Patterns.Of(@"(?<v>(?:[0-9X*]{3}[- ][0-9X*]{2}[- ][0-9]{4})|(?:[0-9X*]{2}-[0-9X*]{3}[0-9]{4}))");
    private static readonly Regex Account = Patterns.Of(@"(?<v>[X*x.•0-9][X*x.•0-9 -]{2,24}[0-9]{2,})");
    private static readonly Regex Routing = Patterns.Of(@"(?<v>[0-9]{9}|[0-9]{4}[- ][0-9]{4}[- ][0-9])");
    private static readonly Regex Year = Patterns.Of(@"\b(?<v>(?:19|20)[0-9]{2})\b");
    private static readonly Regex Term = Patterns.Of(@"(?<v>[0-9]{1,3}\s?(?:years?|yrs?|months?|mos?)\b)");
    private static readonly Regex County = Patterns.CaseSensitive(@"^(?:County\s+of\s+|COUNTY\s+OF\s+)?(?<v>(?:(?:St|San|Santa|Los|El|De|La|Du|New|Prince|Fort|ST|SAN|SANTA|LOS|NEW)\.?\s)?[A-Z][A-Za-z'-]+(?:\s[A-Z][A-Za-z'-]+)?)");
    private static readonly Regex Line = Patterns.CaseSensitive(@"(?<v>[A-Za-z0-9][^\n]{1,90})");

    public static IReadOnlyList<Found> In(string shape, string text) => shape switch
    {
        "date" or "firstDate" or "agreementDate" or "receiptDate" or "effectiveDate" => First(Dates.In(text)),
        "lastDate" => Last(Dates.In(text)),
        "money" or "receiptTotal" => First(Amounts.MoneyIn(text)),
        "bareMoney" => First(Amounts.MoneyIn(text)),
        "rate" => First(Amounts.RatesIn(text).Where(IsRate)),
        "term" or "agreementTerm" => First(Durations.In(text)) is { Count: > 0 } spans ? spans : Match(Term, text),
        "id" => [.. All(Id, text, 16, NumberSign.Match(text).Length).Where(found => IsId(found) && !Dates.In(text).Any(date => date.Start < found.End && found.Start < date.End)).Take(1)],
        "taxId" => Match(TaxId, text),
        "account" => [.. Match(Account, text).Select(Masked)],
        "routing" => Match(Routing, text),
        "year" => [.. Match(Year, text).Select(f => f with { Value = int.Parse(f.Value.GetValue<string>()) })],
        "state" => First(Places.StatesIn(text)),
        "county" => [.. Match(County, text).Select(CountyOf)],
        "address" or "appraisalAddress" => First(Addresses.In(text)),
        "name" => Names(text),
        "line" or "streetAndTown" => [.. Match(Line, text, 3).Where(f => f.Value.GetValue<string>() is var line && line.Any(char.IsLetter) && !PrintedWords.AreInstruction(line))],
        "legal" => [.. Match(Line, text, 3)],
        _ => [],
    };

    private static IReadOnlyList<Found> First(IEnumerable<Found> found) => [.. found.Take(1).Where(f => f.Start <= Near)];

    private static IReadOnlyList<Found> Last(IReadOnlyList<Found> found) =>
        found.Count switch { 0 => [], 1 => First(found), _ => [found[1]] };

    private static IReadOnlyList<Found> Match(Regex pattern, string text, int near = Near) =>
        pattern.Match(text) is { Success: true } match && match.Groups["v"].Index <= near
            ? [new Found(match.Groups["v"].Index, match.Groups["v"].Length, JsonValue.Create(match.Groups["v"].Value.Trim()))]
            : [];

    private static readonly string[] AfterCounties = ["state", "county", "commonwealth", "and", "ss", "on", "in", "recorder", "clerk", "records", "court", "register", "parish"];

    // "Dona Ana" is a county of two words; in "Denver State" and "Travis Texas" the second is no part of its name.
    private static Found CountyOf(Found found)
    {
        var words = found.Value.GetValue<string>().Split(' ');
        var last = words[^1];
        var isOver = words.Length > 1 && (AfterCounties.Contains(PartyNames.Bare(last)) || Places.StatesIn(last).Any());
        var name = isOver ? string.Join(' ', words[..^1]) : string.Join(' ', words);
        return found with { Length = isOver ? found.Length - last.Length - 1 : found.Length, Value = Title(name) };
    }

    private static IEnumerable<Found> All(Regex pattern, string text, int near, int from) => pattern.Matches(text, from)
        .Select(match => match.Groups["v"]).TakeWhile(group => group.Index <= near)
        .Select(group => new Found(group.Index, group.Length, JsonValue.Create(group.Value.Trim())));

    private static bool IsId(Found found)
    {
        var id = found.Value.GetValue<string>();
        return id.Length is >= 3 and <= 40 && id.Count(char.IsAsciiDigit) >= 2 && Dates.In(id).Count == 0;
    }

    // No loan of this trade bears more; "650 %" is 6.50 % whose point was not read, which nobody can know for sure.
    private static bool IsRate(Found found) => found.Value.GetValue<decimal>() is > 0 and <= 36;

    private static Found Masked(Found found)
    {
        var digits = string.Concat(found.Value.GetValue<string>().Where(char.IsAsciiDigit));
        return found with { Value = JsonValue.Create("••••" + digits[^Math.Min(4, digits.Length)..]) };
    }

    private static string Title(string name) => name.Any(char.IsAsciiLetterLower)
        ? name
        : string.Join(' ', name.Split(' ').Select(w => w.Length > 1 ? w[0] + w[1..].ToLowerInvariant() : w));

    private static List<Found> Names(string text)
    {
        var names = new List<Found>();
        var at = text.Length - text.TrimStart(' ', ':', '-', '.', '(', '\n').Length;
        while (at < text.Length && names.Count < 4 && NameReader.At(text, at, text.Length) is { } name)
        {
            names.Add(name);
            var rest = text[name.End..];
            var skip = rest.StartsWith(" and ", StringComparison.OrdinalIgnoreCase) ? 5
                : rest.StartsWith(", and ", StringComparison.OrdinalIgnoreCase) ? 6
                : rest.StartsWith(" & ", StringComparison.Ordinal) ? 3
                : rest.StartsWith("; ", StringComparison.Ordinal) ? 2 : 0;
            if (skip == 0)
            {
                break;
            }

            at = name.End + skip;
        }

        return names;
    }
}
