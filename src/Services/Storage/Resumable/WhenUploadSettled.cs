using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Storage.Resumable;

/// <summary>Notes what became of an upload; its pieces are needed no longer.</summary>
internal sealed class WhenUploadSettled(StorageDb db, UploadPieces pieces, TimeProvider clock) : IEventHandler<UploadSettled>
{
    public async Task<HandlerOutcome> HandleAsync(UploadSettled @event, CancellationToken ct)
    {
        var upload = await db.Uploads.FirstOrDefaultAsync(u => u.Id == @event.UploadId, ct);
        if (upload?.Status != UploadStatus.Received)
        {
            return HandlerOutcome.Done;
        }

        upload.Settle(@event, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);

        // Should this fail, the upkeep does it.
        await pieces.ClearAsync(upload, ct);
        return HandlerOutcome.Done;
    }
}
