using DigitalDocs.Platform.Data;

namespace DigitalDocs.Platform.Jobs;

/// <summary>A row of a queue of work. Who holds the lease works on it; when the lease runs out, another may.</summary>
public abstract class QueuedJob : IAgencyOwned
{
    public const string Queued = "queued";
    public const string Running = "running";

    /// <summary>UUIDv7: the order of arrival.</summary>
    public Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public string Status { get; set; } = Queued;

    /// <summary>How often it was begun; one that was handed over does not count.</summary>
    public int Attempts { get; set; }

    public string? Owner { get; set; }

    /// <summary>While it runs: until when it is held. While it is queued: from when on it may be tried again.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
