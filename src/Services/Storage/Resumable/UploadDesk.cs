using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Http;
using DigitalDocs.Storage.Resumable.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Storage.Resumable;

/// <summary>Finds uploads for their owner, and says what became of them.</summary>
internal sealed class UploadDesk(StorageDb db, Caller caller, TimeProvider clock)
{
    /// <summary>Uploads of the caller and nobody else, whatever the role.</summary>
    public IQueryable<Upload> Own => db.Uploads.Where(upload => upload.OwnerId == caller.UserId);

    /// <summary>The caller's upload, tracked; a failure when it is not there or is over.</summary>
    public async Task<(Failure? Failure, Upload Upload)> FindAsync(Guid id, CancellationToken ct)
    {
        var upload = await Own.FirstOrDefaultAsync(own => own.Id == id, ct);
        return upload is null ? (Failure.NotFound("upload", id), null!)
            : upload.IsOver(clock.GetUtcNow()) ? (UploadRefusals.Gone, upload)
            : (null, upload);
    }

    /// <summary>Where the upload stands in the store, whatever this request has tried to change.</summary>
    public async Task DescribeAsync(HttpResponse response, Guid id, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await Own.AsNoTracking().FirstOrDefaultAsync(own => own.Id == id, ct) is { } upload)
        {
            Tus.Describe(response, upload);
        }
    }

    /// <summary>The answer to a request that may have brought the last byte: a refused file says why.</summary>
    /// <param name="success">What to answer otherwise.</param>
    public static IResult Answer(HttpResponse response, Upload upload, IResult success)
    {
        Tus.Describe(response, upload);
        if (upload.Status != UploadStatus.Refused)
        {
            return success;
        }

        // Clients of the protocol take some codes as news about the upload itself: about the file it is always this one.
        var status = upload.RefusalStatus == StatusCodes.Status413PayloadTooLarge
            ? StatusCodes.Status413PayloadTooLarge
            : StatusCodes.Status422UnprocessableEntity;
        return new Failure(upload.RefusalCode!, status, upload.RefusalDetail!).ToProblem();
    }

    public UploadDto ToDto(Upload upload) => new(
        upload.Id,
        upload.Kind,
        UploadMetadata.Read(upload.Metadata).Name,
        upload.Length,
        upload.Received,
        upload.IsOver(clock.GetUtcNow()) && !upload.IsGone ? UploadStatus.Expired : upload.Status,
        upload.CreatedAt,
        upload.Status is UploadStatus.Open or UploadStatus.Whole ? upload.ExpiresAt : null,
        upload.DocumentId,
        upload.DuplicateOf,
        upload.Sha256,
        upload.RefusalCode is null
            ? null
            : new Problem(
                $"https://docs.digitaldocs.example/errors#{upload.RefusalCode}", null, upload.RefusalStatus,
                upload.RefusalDetail, null, upload.RefusalCode, null, null));
}
