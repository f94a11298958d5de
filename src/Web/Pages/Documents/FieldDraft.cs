using System.Globalization;
using System.Text.Json.Nodes;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Web.Pages.Documents;

/// <summary>A field's value while a person types it.</summary>
public sealed class FieldDraft
{
    public string? Text { get; set; }

    public string? Role { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    public string? PostalCode { get; set; }

    public static FieldDraft From(FieldValue field) => new()
    {
        Text = field.Type switch
        {
            FieldTypes.Money => FieldTexts.Text(field.Value, "amount"),
            FieldTypes.Party => FieldTexts.Text(field.Value, "name"),
            FieldTypes.Address => FieldTexts.Text(field.Value, "line1") ?? FieldTexts.Text(field.Value, "formatted"),
            _ => FieldTexts.Plain(field.Value),
        } ?? field.Raw,
        Role = FieldTexts.Text(field.Value, "role"),
        City = FieldTexts.Text(field.Value, "city"),
        State = FieldTexts.Text(field.Value, "state"),
        PostalCode = FieldTexts.Text(field.Value, "postalCode"),
    };

    /// <summary>The value to send, or what is wrong with it in words.</summary>
    public (JsonNode? Value, string? Complaint) Read(string type)
    {
        var text = Text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return (null, "Enter a value, or remove the field.");
        }

        return type switch
        {
            FieldTypes.Money => Money(text),
            FieldTypes.Integer => long.TryParse(text.Replace(",", string.Empty, StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? (JsonValue.Create(whole), null)
                : (null, "Enter a whole number."),
            FieldTypes.Decimal => decimal.TryParse(text.TrimEnd('%', ' '), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                ? (JsonValue.Create(number), null)
                : (null, "Enter a number, such as 3.875."),
            FieldTypes.Boolean => (JsonValue.Create(text == "true"), null),
            FieldTypes.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? (JsonValue.Create(text), null)
                : (null, "Enter a date."),
            FieldTypes.Party => (Object(("name", text), ("role", Role)), null),
            FieldTypes.Address => (Address(text), null),
            _ => (JsonValue.Create(text), null),
        };
    }

    private static (JsonNode?, string?) Money(string text)
    {
        var plain = text.Replace("$", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? (Object(("amount", amount.ToString("0.00##", CultureInfo.InvariantCulture)), ("currency", "USD")), null)
            : (null, "Enter an amount, such as 162,000.00.");
    }

    private JsonObject Address(string line1)
    {
        var town = $"{State?.Trim()} {PostalCode?.Trim()}".Trim();
        var formatted = string.Join(", ", new[] { line1, City?.Trim(), town }.Where(part => !string.IsNullOrEmpty(part)));
        return Object(
            ("line1", line1), ("city", City), ("state", State), ("postalCode", PostalCode), ("formatted", formatted));
    }

    private static JsonObject Object(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var made = new JsonObject();
        foreach (var (name, value) in members)
        {
            made[name] = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
        }

        return made;
    }
}
