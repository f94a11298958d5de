using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Documents;

namespace DigitalDocs.Documents;

/// <summary>Holds what a person enters against the type of the field.</summary>
internal static partial class FieldCheck
{
    private const int LongestText = 20_000;
    private const int MostValues = 100;
    private static readonly string[] AddressMembers = ["line1", "line2", "city", "state", "postalCode", "formatted"];

    /// <summary>The values to store; <paramref name="error"/> says what is wrong with one of them.</summary>
    public static IReadOnlyList<FieldValue> Read(FieldEdit edit, out string? error)
    {
        error = !FieldName().IsMatch(edit.Name) ? "A field name is letters and digits, the first in lower case."
            : !IsType(edit.Type) ? $"The type {edit.Type} is not known."
            : edit.Values.Count > MostValues ? $"At most {MostValues} values."
            : edit.Values.Any(value => !Fits(edit.Type, value)) ? $"A value does not fit the type {edit.Type}."
            : null;
        return error is not null
            ? []
            : [.. edit.Values.Select(value => new FieldValue(edit.Name, edit.Type, value!.DeepClone(), null, 1, "person", null, []))];
    }

    private static bool IsType(string type) => type is FieldTypes.String or FieldTypes.Text or FieldTypes.Date
        or FieldTypes.Money or FieldTypes.Decimal or FieldTypes.Integer or FieldTypes.Boolean or FieldTypes.Select
        or FieldTypes.Party or FieldTypes.Address or FieldTypes.ParcelId;

    private static bool Fits(string type, JsonNode? value) => type switch
    {
        FieldTypes.Integer => value?.GetValueKind() == JsonValueKind.Number
            && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        FieldTypes.Decimal => value?.GetValueKind() == JsonValueKind.Number
            && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        FieldTypes.Boolean => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        FieldTypes.Date => Text(value) is { } date
            && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldTypes.Money => Members(value, ["amount", "currency"])
            && Text(value!["amount"]) is { } amount && Amount().IsMatch(amount)
            && Text(value["currency"]) is { } currency && Currency().IsMatch(currency),
        FieldTypes.Party => Members(value, ["name", "role"]) && Text(value!["name"]) is not null
            && (value["role"] is null || Text(value["role"]) is not null),
        FieldTypes.Address => Members(value, AddressMembers)
            && value!.AsObject().Count > 0
            && value.AsObject().All(member => member.Value is null || Text(member.Value) is not null),
        _ => Text(value) is not null,
    };

    private static bool Members(JsonNode? value, string[] known) =>
        value is JsonObject members && members.All(member => known.Contains(member.Key));

    private static string? Text(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 and <= LongestText } text
        && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : null;

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex FieldName();

    [GeneratedRegex(@"^-?[0-9]{1,15}\.[0-9]{2,4}$", RegexOptions.NonBacktracking)]
    private static partial Regex Amount();

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.NonBacktracking)]
    private static partial Regex Currency();
}
