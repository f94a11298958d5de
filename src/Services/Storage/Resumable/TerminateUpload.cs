using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Storage.Resumable;

/// <summary>Ends an upload at its owner's wish; its pieces go at once. What became a document stays a document.</summary>
internal static class TerminateUpload
{
    public static async Task<IResult> HandleAsync(
        Guid id, UploadDesk desk, StorageDb db, UploadPieces pieces, TimeProvider clock, CancellationToken ct)
    {
        var (failure, upload) = await desk.FindAsync(id, ct);
        if (failure is null && upload.Status is UploadStatus.Received or UploadStatus.Joined)
        {
            failure = UploadRefusals.AlreadyReceived;
        }

        if (failure is not null)
        {
            return failure.ToProblem();
        }

        upload.Terminate(clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return UploadRefusals.OffsetConflict.ToProblem();
        }

        await pieces.ClearAsync(upload, CancellationToken.None);
        return TypedResults.NoContent();
    }
}
