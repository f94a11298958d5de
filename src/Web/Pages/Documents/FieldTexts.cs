using System.Globalization;
using System.Text.Json.Nodes;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Web.Components;

namespace DigitalDocs.Web.Pages.Documents;

/// <summary>Values as people read them.</summary>
public static class FieldTexts
{
    public static string Name(string name) => Format.Words(name);

    public static string Value(FieldValue field) => Read(field) ?? field.Raw ?? string.Empty;

    /// <summary>The small word beside a value: a party's role.</summary>
    public static string? Aside(FieldValue field) =>
        field.Type == FieldTypes.Party && Text(field.Value, "role") is { Length: > 0 } role ? Format.Words(role) : null;

    private static string? Read(FieldValue field) => field.Type switch
    {
        FieldTypes.Money => Money(field.Value),
        FieldTypes.Party => Text(field.Value, "name"),
        FieldTypes.Address => Address(field.Value),
        FieldTypes.Date => Date(Plain(field.Value)),
        FieldTypes.Boolean => Plain(field.Value) == "true" ? "Yes" : "No",
        _ => Plain(field.Value),
    };

    public static string? Text(JsonNode? value, string member) =>
        value is JsonObject known && known[member] is JsonValue text ? text.ToString() : null;

    public static string? Plain(JsonNode? value) => value is JsonValue plain ? plain.ToString() : null;

    private static string? Money(JsonNode? value)
    {
        if (!decimal.TryParse(Text(value, "amount"), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount))
        {
            return Text(value, "amount");
        }

        var figure = Math.Abs(amount).ToString("#,##0.00##", CultureInfo.InvariantCulture);
        var sign = amount < 0 ? "−" : string.Empty;
        return Text(value, "currency") is null or "USD" ? $"{sign}${figure}" : $"{sign}{figure} {Text(value, "currency")}";
    }

    private static string? Address(JsonNode? value)
    {
        if (Text(value, "formatted") is { Length: > 0 } formatted)
        {
            return formatted;
        }

        var town = string.Join(" ", new[] { Text(value, "state"), Text(value, "postalCode") }.Where(part => !string.IsNullOrEmpty(part)));
        return string.Join(
            ", ",
            new[] { Text(value, "line1"), Text(value, "line2"), Text(value, "city"), town }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Format.Date(date)
            : text;
}
