using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Storage.Usage;

internal sealed class WhenDocumentDeleted(StorageDb db) : IEventHandler<DocumentDeleted>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentDeleted @event, CancellationToken ct)
    {
        await db.NoteTrashedAsync(@event.DocumentId, @event.Agency, @event.Revision, ct);
        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
