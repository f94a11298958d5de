using DigitalDocs.Contracts.Http;

namespace DigitalDocs.Web.State;

public enum UploadPhase
{
    Waiting,
    Sending,

    /// <summary>A large file that the person has stopped for now.</summary>
    Paused,

    /// <summary>The page was left, and the file is too large to be kept here: it must be chosen again.</summary>
    Missing,
    Done,
    Duplicate,
    Refused,
    Failed,
    Cancelled,
}

/// <summary>One file on its way to the server.</summary>
/// <param name="Key">Sent as <c>Idempotency-Key</c>: sending it again cannot make two documents.</param>
/// <param name="Large">Sent in pieces: it can pause, and goes on after a lost line or a reload.</param>
public sealed record UploadItem(int Id, string Name, long Size, Guid? TransactionId, string Key, bool Large = false)
{
    public UploadPhase Phase { get; set; } = UploadPhase.Waiting;

    public double Progress { get; set; }

    /// <summary>Bytes a second, smoothed; null until it is known.</summary>
    public double? Speed { get; set; }

    public long StartedAt { get; set; }

    /// <summary>What the server had when sending began: it counts for the progress, not for the speed.</summary>
    public double? StartedFrom { get; set; }

    /// <summary>The line is lost: it is tried again by itself.</summary>
    public bool Waiting { get; set; }

    public TimeSpan? Left => Speed > 0 ? TimeSpan.FromSeconds(Size * (1 - Progress) / Speed.Value) : null;

    public Guid? DocumentId { get; set; }

    /// <summary>The document's own state after the upload, kept current by live events.</summary>
    public string? Status { get; set; }

    public Problem? Problem { get; set; }

    public bool Ended =>
        Phase is not (UploadPhase.Waiting or UploadPhase.Sending or UploadPhase.Paused or UploadPhase.Missing);

    public bool CanRetry => Phase is UploadPhase.Failed or UploadPhase.Cancelled;
}
