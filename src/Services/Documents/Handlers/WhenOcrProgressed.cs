using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>Tells how far reading has come; only its beginning is stored.</summary>
internal sealed class WhenOcrProgressed(DocumentsDb db, TimeProvider clock) : IEventHandler<OcrProgressed>
{
    public async Task<HandlerOutcome> HandleAsync(OcrProgressed @event, CancellationToken ct)
    {
        var document = await db.Documents.FirstOrDefaultAsync(document => document.Id == @event.DocumentId, ct);
        if (document is null || document.Version != @event.Version || !DocumentStatus.IsWaiting(document.Status))
        {
            return HandlerOutcome.Drop("the document has another version or was read meanwhile");
        }

        if (document.BeginProcessing(clock.GetUtcNow()))
        {
            document.Touch();
        }

        db.Publish(new DocumentStatusChanged(
            document.Id, document.AgencyId, document.Status, null, @event.PagesDone, @event.PageCount,
            await db.StateOfAsync(document, ct)));
        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
