using DigitalDocs.Platform.Data;

namespace DigitalDocs.Storage.Links;

/// <summary>An address that was given out for sending a file to the bucket; its bytes are removed after its time.</summary>
internal sealed class DirectUpload : IAgencyOwned
{
    public required Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public required string Name { get; init; }

    public required long Size { get; init; }

    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When its bytes were removed from the bucket; null while they may be there.</summary>
    public DateTimeOffset? CompletedAt { get; set; }
}
