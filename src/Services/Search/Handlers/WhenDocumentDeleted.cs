using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Search.Handlers;

internal sealed class WhenDocumentDeleted(DocumentIndexing indexing) : IEventHandler<DocumentDeleted>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentDeleted @event, CancellationToken ct)
    {
        await indexing.RemoveAsync(@event.DocumentId, @event.Agency, @event.Revision, ct);
        return HandlerOutcome.Done;
    }
}
