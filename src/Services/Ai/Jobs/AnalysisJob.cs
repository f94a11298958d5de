using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Jobs;

namespace DigitalDocs.Ai;

/// <summary>A document version to be analysed; the row goes when its analysis is told.</summary>
internal sealed class AnalysisJob : QueuedJob
{
    /// <summary>After that many attempts that ended with the server, the document is told that there is no analysis.</summary>
    public const int MaxAttempts = 20;

    public Guid DocumentId { get; init; }

    public int Version { get; init; }

    public required string BlobFolder { get; init; }

    public string? TextBlob { get; init; }

    /// <summary>What reading says about the file.</summary>
    public string? Note { get; init; }

    public static AnalysisJob For(OcrCompleted read, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AgencyId = read.Agency,
        DocumentId = read.DocumentId,
        Version = read.Version,
        BlobFolder = read.BlobFolder,
        TextBlob = read.TextBlob,
        Note = read.Note,
        CreatedAt = now,
    };
}
