using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>Takes over the text, so that it can be searched at once; the analysis follows.</summary>
internal sealed class WhenOcrCompleted(DocumentsDb db, TimeProvider clock) : IEventHandler<OcrCompleted>
{
    public async Task<HandlerOutcome> HandleAsync(OcrCompleted @event, CancellationToken ct)
    {
        var document = await db.Documents.FirstOrDefaultAsync(document => document.Id == @event.DocumentId, ct);
        if (document is null || document.Version != @event.Version || document.IsQuarantined)
        {
            return HandlerOutcome.Drop("the document has another version or is gone");
        }

        var now = clock.GetUtcNow();
        if (@event.Failed)
        {
            document.NeedAttention(@event.Note ?? "Reading failed.", now);
        }
        else
        {
            document.AcceptText(@event.TextBlob, @event.PageCount, @event.Note, now);
        }

        var state = await db.StateOfAsync(document, ct);
        if (DocumentStatus.IsWaiting(document.Status))
        {
            db.Publish(new DocumentMetadataChanged(document.Id, document.AgencyId, state));
        }
        else
        {
            db.Publish(new DocumentAvailable(document.Id, document.AgencyId, state));
        }

        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
