using DigitalDocs.Contracts.Http;

namespace DigitalDocs.Web.State;

public enum UploadPhase
{
    Waiting,
    Sending,
    Done,
    Duplicate,
    Refused,
    Failed,
    Cancelled,
}

/// <summary>One file on its way to the server.</summary>
/// <param name="Key">Sent as <c>Idempotency-Key</c>: sending it again cannot make two documents.</param>
public sealed record UploadItem(int Id, string Name, long Size, Guid? TransactionId, string Key)
{
    public UploadPhase Phase { get; set; } = UploadPhase.Waiting;

    public double Progress { get; set; }

    /// <summary>Bytes a second, smoothed; null until it is known.</summary>
    public double? Speed { get; set; }

    public long StartedAt { get; set; }

    public Guid? DocumentId { get; set; }

    /// <summary>The document's own state after the upload, kept current by live events.</summary>
    public string? Status { get; set; }

    public Problem? Problem { get; set; }

    public bool Ended => Phase is not (UploadPhase.Waiting or UploadPhase.Sending);

    public bool CanRetry => Phase is UploadPhase.Failed or UploadPhase.Cancelled;
}
