namespace DigitalDocs.Contracts.Http;

/// <summary>
/// One message of <c>GET /api/v1/events/stream</c> (Server-Sent Events): <c>id</c> is a rising number for
/// <c>Last-Event-ID</c>, <c>event</c> is <see cref="Type"/>, <c>data</c> is this record as JSON.
/// </summary>
/// <param name="Type"><c>document.uploaded</c>, <c>document.status-changed</c>, <c>document.available</c>,
/// <c>document.metadata-changed</c>, <c>document.deleted</c>, <c>document.shared</c>, <c>transaction.changed</c>.</param>
/// <param name="PagesDone">Pages read so far, of <paramref name="PageCount"/>.</param>
public sealed record StreamMessage(
    string Type,
    Guid? DocumentId,
    Guid? TransactionId,
    string? Name,
    string? Status,
    string? StatusReason,
    string? Class,
    int? PagesDone,
    int? PageCount,
    DateTimeOffset At);
