using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Documents;

/// <summary>
/// What became of a resumable upload. Saved together with the document, one row per upload: however often the upload is
/// handed over, it becomes one document, and the same is told each time.
/// </summary>
internal sealed class UploadOutcome : IAgencyOwned
{
    public required Guid UploadId { get; init; }

    public Guid AgencyId { get; set; }

    public Guid? DocumentId { get; init; }

    public Guid? DuplicateOf { get; init; }

    public string? Sha256 { get; init; }

    public string? Code { get; init; }

    public int? Status { get; init; }

    public string? Detail { get; init; }

    public required DateTimeOffset At { get; init; }

    public static UploadOutcome Of(UploadReceived upload, UploadedDocument document, DateTimeOffset now) => new()
    {
        UploadId = upload.UploadId,
        AgencyId = upload.Agency,
        DocumentId = document.Id,
        DuplicateOf = document.DuplicateOf,
        Sha256 = document.Sha256,
        Code = document.Problem?.Code,
        Status = document.Problem?.Status,
        Detail = document.Problem?.Detail,
        At = now,
    };

    public static UploadOutcome Refused(UploadReceived upload, Failure failure, DateTimeOffset now) => new()
    {
        UploadId = upload.UploadId,
        AgencyId = upload.Agency,
        Code = failure.Code,
        Status = failure.Status,
        Detail = failure.Errors is { Count: > 0 } errors
            ? $"{failure.Detail} {string.Join(' ', errors.Select(error => $"{error.Key}: {string.Join(' ', error.Value)}"))}"
            : failure.Detail,
        At = now,
    };

    public UploadSettled ToEvent() => new(UploadId, AgencyId, DocumentId, DuplicateOf, Sha256, Code, Status, Detail);
}
