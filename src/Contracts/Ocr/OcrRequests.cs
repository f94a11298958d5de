namespace DigitalDocs.Contracts.Ocr;

/// <summary>Reads a document version again, or for the first time.</summary>
/// <param name="Name">The file's name; decides between kinds of plain text only.</param>
public sealed record StartOcrJob(Guid DocumentId, int Version, string Name);

/// <summary>Where reading stands.</summary>
/// <param name="Status"><c>queued</c>, <c>running</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="PagesDone">Pages recognised so far.</param>
/// <param name="PageCount">Null until it is known.</param>
public sealed record OcrJobDto(
    Guid Id,
    Guid DocumentId,
    int Version,
    string Status,
    int PagesDone,
    int? PageCount,
    string? Engine,
    string? Note,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt);

/// <summary>Draws a page that was not drawn yet and stores it at <see cref="DerivedBlobs.Page"/>.</summary>
public sealed record DrawPage(string BlobFolder, string Name, int Page);

/// <summary>The page is at <paramref name="Blob"/>.</summary>
public sealed record DrawnPage(string Blob);
