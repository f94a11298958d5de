namespace DigitalDocs.Contracts.Documents;

/// <summary>A document as events carry it: enough to index it, to filter by it and to decide who may see it.</summary>
/// <param name="Revision">Rises with every change of the document; an older state never overwrites a newer one.</param>
/// <param name="GrantSetId">The transaction's id when it is in one, else the owner's user id.</param>
/// <param name="TextBlob">Key of the read text (<c>text.json</c>); null until it was read.</param>
/// <param name="Fields">Values in words for searching; a field that occurs several times is several entries.</param>
public sealed record DocumentState(
    Guid Id,
    Guid AgencyId,
    long Revision,
    int Version,
    string Name,
    string MediaType,
    long Size,
    string Status,
    string? StatusReason,
    int? PageCount,
    string? ClassCode,
    IReadOnlyList<string> Tags,
    Guid? TransactionId,
    string? TransactionName,
    Guid GrantSetId,
    Guid OwnerId,
    string OwnerName,
    DateTimeOffset CreatedAt,
    string? TextBlob,
    IReadOnlyList<FieldText> Fields);

public sealed record FieldText(string Name, string Type, string Text);
