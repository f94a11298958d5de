using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Local;

/// <summary>A paragraph of the facts that were read; it says nothing that has no field.</summary>
internal static class Summary
{
    private const int MostFacts = 9;

    public static string Of(DocumentClass found, IReadOnlyList<FieldValue> fields, int pages)
    {
        var text = new StringBuilder();
        text.Append(Sentence(found.Code));
        if (found.Subclass is { } subclass)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({subclass})");
        }

        text.Append(CultureInfo.InvariantCulture, $", {pages} page{(pages == 1 ? "" : "s")}.");
        var parties = fields.Where(f => f.Type == FieldTypes.Party).Select(Party).Distinct().Take(6).ToList();
        if (parties.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" Parties: {string.Join(", ", parties)}.");
        }

        var facts = fields.Where(f => f.Type is not (FieldTypes.Party or FieldTypes.Text) && Plain(f) is { Length: > 0 })
            .DistinctBy(f => f.Name)
            .Take(MostFacts)
            .Select(f => $"{Words(f.Name)} {Plain(f)}")
            .ToList();
        if (facts.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Capital(string.Join("; ", facts))}.");
        }

        return text.ToString();
    }

    private static string Party(FieldValue field)
    {
        var role = (string?)field.Value?["role"];
        return $"{(string?)field.Value?["name"]}{(role is null ? "" : $" ({Words(role)})")}";
    }

    private static string? Plain(FieldValue field) => field.Value switch
    {
        JsonObject money when money.ContainsKey("amount") =>
            decimal.Parse((string)money["amount"]!, CultureInfo.InvariantCulture).ToString("N2", CultureInfo.InvariantCulture)
                + " " + (string?)money["currency"],
        JsonObject address when address.ContainsKey("formatted") => (string?)address["formatted"],
        JsonValue value when field.Name == "interestRate" => $"{value} %",
        { } value => value.ToString(),
        _ => null,
    };

    private static string Sentence(string code) => code == "other" ? "Document of no known kind" : Capital(Words(code));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"closingDate" is "closing date".</summary>
    private static string Words(string camel) =>
        string.Concat(camel.Select(c => char.IsAsciiLetterUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
