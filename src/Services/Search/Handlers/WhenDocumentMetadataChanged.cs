using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Search.Handlers;

internal sealed class WhenDocumentMetadataChanged(DocumentIndexing indexing) : IEventHandler<DocumentMetadataChanged>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentMetadataChanged @event, CancellationToken ct)
    {
        await indexing.PutAsync(@event.Document, ct);
        return HandlerOutcome.Done;
    }
}
