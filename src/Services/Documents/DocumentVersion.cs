using DigitalDocs.Platform.Data;

namespace DigitalDocs.Documents;

/// <summary>A file as it came; it is never changed.</summary>
internal sealed class DocumentVersion : IAgencyOwned
{
    public required Guid DocumentId { get; init; }

    public required int Number { get; init; }

    public Guid AgencyId { get; set; }

    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public required long Size { get; init; }

    public required string Sha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Guid CreatedBy { get; init; }

    public required string CreatedByName { get; init; }

    public static DocumentVersion CurrentOf(Document document, Contracts.Documents.PersonRef by, DateTimeOffset now) => new()
    {
        DocumentId = document.Id,
        Number = document.Version,
        AgencyId = document.AgencyId,
        Name = document.Name,
        MediaType = document.MediaType,
        Size = document.Size,
        Sha256 = document.Sha256,
        CreatedAt = now,
        CreatedBy = by.Id,
        CreatedByName = by.Name,
    };
}
