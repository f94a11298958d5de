using DigitalDocs.Platform.Data;

namespace DigitalDocs.Storage;

/// <summary>What is known of a document. Written by <see cref="StorageDb.NoteAsync"/> only.</summary>
internal sealed class StoredDocument : IAgencyOwned
{
    public required Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public string? ClassCode { get; init; }

    public bool Trashed { get; init; }

    public long Revision { get; init; }
}
