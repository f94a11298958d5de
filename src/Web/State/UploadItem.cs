using System.Text.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.Api;

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
/// <param name="Large">Sent in pieces: it can pause, and goes on where it stopped.</param>
public sealed record UploadItem(int Id, string Name, long Size, Guid? TransactionId, bool Large = false)
{
    public UploadPhase Phase { get; set; } = UploadPhase.Waiting;

    public double Progress { get; set; }

    /// <summary>Bytes a second, smoothed; null until it is known.</summary>
    public double? Speed { get; set; }

    public long StartedAt { get; set; }

    /// <summary>What the server had when sending began: it counts for the progress, not for the speed.</summary>
    public double? StartedFrom { get; set; }

    /// <summary>Why it waits to be tried again by itself: <c>line</c> or <c>server</c>; null while it does not.</summary>
    public string? Waiting { get; set; }

    /// <summary>The file that was chosen for this missing one is another.</summary>
    public bool AnotherWasChosen { get; set; }

    public TimeSpan? Left => Speed > 0 ? TimeSpan.FromSeconds(Size * (1 - Progress) / Speed.Value) : null;

    public Guid? DocumentId { get; set; }

    /// <summary>The document's own state after the upload, kept current by live events.</summary>
    public string? Status { get; set; }

    public Problem? Problem { get; set; }

    public bool Ended =>
        Phase is not (UploadPhase.Waiting or UploadPhase.Sending or UploadPhase.Paused or UploadPhase.Missing);

    public bool CanRetry => Phase is UploadPhase.Failed or UploadPhase.Cancelled;

    /// <summary>What became of the file, as the server tells it.</summary>
    public void Settle(int status, string body)
    {
        (Progress, Waiting) = (1, null);
        if (status is < 200 or >= 300 || ReadAnswer(body)?.Documents is not [var document, ..])
        {
            Problem = Problems.From(status, body);
            Phase = status is 0 or 401 or 408 or 409 or 429 or >= 500 ? UploadPhase.Failed : UploadPhase.Refused;
            return;
        }

        Status = document.Status;
        Problem = document.Problem;
        DocumentId = document.Id ?? document.DuplicateOf;
        Phase = document switch
        {
            { Status: "refused" } => UploadPhase.Refused,
            { DuplicateOf: not null } => UploadPhase.Duplicate,
            _ => UploadPhase.Done,
        };
    }

    private static UploadAnswer? ReadAnswer(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.UploadAnswer);
        }
        catch (JsonException)
        {
            // Told to the person as an answer that could not be understood.
            return null;
        }
    }
}
