using System.Globalization;
using System.Text.Json.Nodes;
using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.Ai.Local.Values;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Claude;

/// <summary>Turns Claude's values into fields: typed, normalised, and with the places that we found ourselves.</summary>
internal static class ClaudeFields
{
    private const double Unfounded = 0.4;
    private const double MostSure = 0.98;

    public static IReadOnlyList<FieldValue> Of(ClaudeAnswer answer, DocumentView view, string model)
    {
        var known = Taxonomy.FieldsOf(answer.Class).DistinctBy(f => f.Name).ToDictionary(f => f.Name);
        var fields = new List<FieldValue>();
        foreach (var given in answer.Fields)
        {
            if (!known.TryGetValue(given.Name, out var field)
                || (!field.Repeats && fields.Any(f => f.Name == given.Name))
                || Typed(field, given) is not { } value)
            {
                continue;
            }

            var evidence = QuoteFinder.Find(view, given.Page, given.Quote);
            var confidence = Math.Min(given.Confidence, evidence.Count > 0 ? MostSure : Unfounded);
            fields.Add(new FieldValue(
                field.Name, field.Type, value, given.Quote, Math.Round(confidence, 3), "ai", model, evidence));
        }

        return fields;
    }

    /// <summary>Null when the value is not one of its type: it is then left out rather than guessed at.</summary>
    private static JsonNode? Typed(TaxonomyField field, ClaudeField given) => field.Type switch
    {
        FieldTypes.Date => Day(given.Value) ?? Day(given.Quote),
        FieldTypes.Money => decimal.TryParse(given.Value.Trim('$', ' '), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? Amounts.MoneyOf(amount, Currency(given.Quote))
            : null,
        FieldTypes.Decimal => decimal.TryParse(given.Value.Trim('%', ' '), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : null,
        FieldTypes.Integer => int.TryParse(given.Value, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : null,
        FieldTypes.Party => string.IsNullOrWhiteSpace(given.Value)
            ? null
            : PartyNames.Party(PartyNames.Normalise(given.Value), given.Role ?? (field.Name == "party" ? null : field.Name)),
        FieldTypes.Address => string.IsNullOrWhiteSpace(given.Value)
            ? null
            : Addresses.In(given.Value).FirstOrDefault()?.Value ?? Addresses.Of(given.Value, null, null, null, null),
        _ when field.Name == "accountNumber" => Masked(given.Value),
        _ => string.IsNullOrWhiteSpace(given.Value) ? null : JsonValue.Create(given.Value.Trim()),
    };

    private static JsonNode? Day(string text) => Dates.In(text) is [var day, ..] ? day.Value : null;

    private static JsonValue? Masked(string account)
    {
        var digits = string.Concat(account.Where(char.IsAsciiDigit));
        return digits.Length < 2 ? null : JsonValue.Create("••••" + digits[^Math.Min(4, digits.Length)..]);
    }

    private static string Currency(string quote) => Amounts.MoneyIn(quote).FirstOrDefault()?.Value["currency"]?.GetValue<string>() ?? "USD";
}
