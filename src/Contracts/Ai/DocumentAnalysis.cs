using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DigitalDocs.Contracts.Ai;

/// <summary>A class of the taxonomy with its probability.</summary>
/// <param name="Code">One of <see cref="ClassCodes"/>.</param>
/// <param name="Confidence">Calibrated probability, 0 to 1.</param>
public sealed record ClassGuess(string Code, double Confidence);

/// <summary>What kind of document it is.</summary>
/// <param name="Subclass">Closer kind where the trade has one (<c>w9</c>, <c>1099misc</c>), else null.</param>
/// <param name="By"><c>ai</c> or <c>person</c>.</param>
public sealed record DocumentClass(string Code, string? Subclass, double Confidence, string By, ClassGuess? RunnerUp);

/// <summary>Where a value was read.</summary>
/// <param name="Page">Counts from 1.</param>
/// <param name="Quote">The words as they stand on the page.</param>
/// <param name="Box">[x, y, width, height] as fractions of the page around the quoted words.</param>
public sealed record Evidence(int Page, string Quote, double[] Box);

/// <summary>A value read from a document or set by a person. A field that occurs several times is several entries.</summary>
/// <param name="Name">Name of the field in its class's schema, camelCase.</param>
/// <param name="Type">One of <see cref="FieldTypes"/>.</param>
/// <param name="Value">
/// Normalised: a string (string, text, date as ISO 8601, select, parcelId), a number (integer, decimal), a boolean, or an
/// object: money <c>{ amount, currency }</c>, party <c>{ name, role }</c>,
/// address <c>{ line1, line2, city, state, postalCode, formatted }</c>.
/// </param>
/// <param name="Raw">As it stands in the document.</param>
/// <param name="By"><c>ai</c> or <c>person</c>.</param>
/// <param name="Model">Provider and version, <c>local/1</c>; null when a person set it.</param>
public sealed record FieldValue(
    string Name,
    string Type,
    JsonNode? Value,
    string? Raw,
    double Confidence,
    string By,
    string? Model,
    IReadOnlyList<Evidence> Evidence);

/// <summary>A run of pages of one class: a packet has several.</summary>
public sealed record DocumentPart(int FromPage, int ToPage, ClassGuess Class);

/// <summary>Everything the AI says of a document. Members that were not asked for are null.</summary>
/// <param name="Provider"><c>local</c> or <c>claude</c>.</param>
/// <param name="Model">Version of the provider's model.</param>
public sealed record DocumentAnalysis(
    string Provider,
    string Model,
    DocumentClass? Class,
    IReadOnlyList<FieldValue>? Fields,
    string? Summary,
    IReadOnlyList<DocumentPart>? Parts)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? Compliance { get; init; }
}

/// <summary>Types of field values.</summary>
public static class FieldTypes
{
    public const string String = "string";
    public const string Text = "text";
    public const string Date = "date";
    public const string Money = "money";
    public const string Decimal = "decimal";
    public const string Integer = "integer";
    public const string Boolean = "boolean";
    public const string Select = "select";
    public const string Party = "party";
    public const string Address = "address";
    public const string ParcelId = "parcelId";
}
