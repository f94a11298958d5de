using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Jobs;

namespace DigitalDocs.Ocr;

/// <summary>A document version to be read.</summary>
internal sealed class OcrJob : QueuedJob
{
    public const string Done = "done";
    public const string Failed = "failed";

    /// <summary>
    /// After that many attempts that ended with the server, the file itself is taken for the cause. Many: files are
    /// read in processes of their own, so a server that is killed again and again has hardly met a bad file.
    /// </summary>
    public const int MaxAttempts = 50;

    public Guid DocumentId { get; init; }

    public int Version { get; init; }

    public required string BlobFolder { get; init; }

    public required string Name { get; init; }

    public int PagesDone { get; set; }

    public int? PageCount { get; set; }

    public string? Engine { get; set; }

    public string? Note { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public static OcrJob For(Guid agencyId, Guid documentId, int version, string blobFolder, string name, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = agencyId,
            DocumentId = documentId,
            Version = version,
            BlobFolder = blobFolder,
            Name = name,
            CreatedAt = now,
        };

    /// <summary>The event that tells how it ended.</summary>
    public OcrCompleted Completed(string? textBlob) => new(
        DocumentId, AgencyId, Version, BlobFolder, textBlob, PageCount, Engine, Note, Failed: Status == Failed);

    public OcrJobDto ToDto() => new(
        Id, DocumentId, Version, Status, PagesDone, PageCount, Engine, Note, CreatedAt, FinishedAt);
}
