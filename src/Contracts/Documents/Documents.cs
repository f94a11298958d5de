using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Http;

namespace DigitalDocs.Contracts.Documents;

/// <summary>The answer to an upload, in the order in which the files were sent.</summary>
public sealed record UploadAnswer(IReadOnlyList<UploadedDocument> Documents);

/// <param name="Id">Null only for a refused file.</param>
/// <param name="Status">As of a document, or <c>refused</c>.</param>
/// <param name="DuplicateOf">The document with the same bytes, when there was one.</param>
/// <param name="Problem">Why the file was refused.</param>
public sealed record UploadedDocument(
    Guid? Id,
    string Name,
    long Size,
    string? Sha256,
    string Status,
    Guid? DuplicateOf,
    Problem? Problem = null);

public sealed record PersonRef(Guid Id, string Name);

/// <summary>A document with everything known of its current version.</summary>
/// <param name="Status">
/// <c>received</c>, <c>scanning</c>, <c>stored</c>, <c>processing</c>, <c>ready</c>, <c>attention</c>, <c>quarantined</c>.
/// </param>
/// <param name="Permissions">What the caller may do: <c>view</c>, <c>download</c>, <c>edit</c>, <c>share</c>, <c>delete</c>.</param>
public sealed record DocumentDto(
    Guid Id,
    string Name,
    string MediaType,
    long Size,
    string Sha256,
    string Status,
    string? StatusReason,
    int Version,
    int? PageCount,
    Guid? TransactionId,
    IReadOnlyList<string> Tags,
    DocumentClass? Class,
    string? Summary,
    IReadOnlyList<FieldValue> Fields,
    IReadOnlyList<DocumentPart> Parts,
    DateTimeOffset CreatedAt,
    PersonRef CreatedBy,
    IReadOnlyList<string> Permissions);

/// <summary>A document in a list.</summary>
/// <param name="DeletedAt">When it went to the trash; null unless it is there.</param>
/// <param name="RemovedAfter">When it leaves the trash for good; null unless it is there.</param>
public sealed record DocumentItem(
    Guid Id,
    string Name,
    string MediaType,
    long Size,
    string Status,
    string? StatusReason,
    int Version,
    int? PageCount,
    Guid? TransactionId,
    IReadOnlyList<string> Tags,
    string? ClassCode,
    double? ClassConfidence,
    DateTimeOffset CreatedAt,
    PersonRef CreatedBy,
    DateTimeOffset? DeletedAt = null,
    DateTimeOffset? RemovedAfter = null);

/// <summary>Changes what people may change; a member that is absent (null) stays as it is. Human edits win over the AI.</summary>
/// <param name="Class">A class code.</param>
/// <param name="Fields">Replaces all values of each named field; an empty value list removes the field.</param>
/// <param name="TransactionId">Moves the document into the transaction; the all-zero id takes it out.</param>
public sealed record MetadataRequest(
    string? Name = null,
    string? Class = null,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyList<FieldEdit>? Fields = null,
    Guid? TransactionId = null);

/// <param name="Values">As <see cref="FieldValue.Value"/>.</param>
public sealed record FieldEdit(string Name, string Type, IReadOnlyList<System.Text.Json.Nodes.JsonNode?> Values);

public sealed record VersionDto(
    int Number,
    string Name,
    string MediaType,
    long Size,
    string Sha256,
    DateTimeOffset CreatedAt,
    PersonRef CreatedBy);

/// <summary>Words of one page with their places: what a viewer needs to light words up.</summary>
public sealed record PageWordsDto(int Page, double Width, double Height, IReadOnlyList<WordDto> Words);

public sealed record WordDto(string Text, double[] Box, double Confidence);

public sealed record AuditEntryDto(
    Guid Id,
    DateTimeOffset At,
    string Actor,
    string? OnBehalfOf,
    string Action,
    string Outcome,
    string? Details,
    string? Hash,
    string? PreviousHash);
