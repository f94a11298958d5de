using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Storage.Usage;

internal sealed class WhenDocumentMetadataChanged(StorageDb db) : IEventHandler<DocumentMetadataChanged>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentMetadataChanged @event, CancellationToken ct)
    {
        await db.NoteAsync(@event.Document, ct);
        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
