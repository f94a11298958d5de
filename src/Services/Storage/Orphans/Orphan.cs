using DigitalDocs.Platform.Data;

namespace DigitalDocs.Storage.Orphans;

/// <summary>A stored object that belongs to no document.</summary>
internal sealed class Orphan : IAgencyOwned
{
    public required string BlobKey { get; init; }

    public Guid AgencyId { get; set; }

    /// <summary>As stored.</summary>
    public required long Size { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>When it was first reported.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    public DateTimeOffset? RemovedAt { get; set; }
}
