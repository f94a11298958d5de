using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Storage.Usage;

internal sealed class WhenDocumentAvailable(StorageDb db) : IEventHandler<DocumentAvailable>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentAvailable @event, CancellationToken ct)
    {
        await db.NoteAsync(@event.Document, ct);
        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
