namespace DigitalDocs.Search.Indexing;

/// <summary>Everything the index holds of a document.</summary>
/// <param name="Version">Rises with every change; an older state never overwrites a newer one.</param>
/// <param name="GrantSetId">Whoever holds this grant set may see the document.</param>
/// <param name="OwnerId">May see it, too.</param>
internal sealed record IndexedDocument(
    Guid Id,
    Guid AgencyId,
    long Version,
    Guid GrantSetId,
    Guid OwnerId,
    string Name,
    string? Class,
    Guid? TransactionId,
    DateTimeOffset CreatedAt,
    IReadOnlyList<string> Tags,
    IReadOnlyList<IndexedField> Fields,
    IReadOnlyList<IndexedPage> Pages)
{
    /// <summary>Further words to find it by that are no field: the transaction's name.</summary>
    public string? Context { get; init; }
}

/// <param name="Type">One of <see cref="Contracts.Ai.FieldTypes"/>.</param>
internal sealed record IndexedField(string Name, string Type, string Text);

/// <param name="Number">Counts from 1.</param>
internal sealed record IndexedPage(int Number, string Text);

/// <summary>A document that went away; later news of older versions do not bring it back.</summary>
internal sealed record RemovedDocument(Guid Id, Guid AgencyId, long Version);
