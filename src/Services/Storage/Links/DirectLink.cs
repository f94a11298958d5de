using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Data;

namespace DigitalDocs.Storage.Links;

/// <summary>A link by which one version of a document can be downloaded, for a time.</summary>
internal sealed class DirectLink : IAgencyOwned
{
    public required Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public required Guid DocumentId { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public required long Size { get; init; }

    public required string Sha256 { get; init; }

    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public int Uses { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public DirectLinkDto ToDto(string? url) =>
        new(Id, DocumentId, Version, CreatedAt, ExpiresAt, RevokedAt, Uses, LastUsedAt, url);
}
