using DigitalDocs.Platform.Data;

namespace DigitalDocs.Storage;

/// <summary>The original of one version of a document, as it was uploaded.</summary>
internal sealed class StoredFile : IAgencyOwned
{
    public const string Altered = "altered";
    public const string Missing = "missing";

    public required Guid DocumentId { get; init; }

    public required int Version { get; init; }

    public Guid AgencyId { get; set; }

    public required long Size { get; init; }

    public required string Sha256 { get; init; }

    public required string BlobFolder { get; init; }

    /// <summary>When it was last read and compared; at first, when it was hashed while it was stored.</summary>
    public required DateTimeOffset CheckedAt { get; set; }

    /// <summary>What was found wrong with it; null while it is whole.</summary>
    public string? Damage { get; set; }

    /// <summary>When the second store last got everything of this version; null: never.</summary>
    public DateTimeOffset? ReplicatedAt { get; set; }

    /// <summary>Since when something of it waits to be copied to the second store; null: nothing does.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public string BlobKey => $"{BlobFolder}/original";
}
