using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Search.Handlers;

internal sealed class WhenDocumentVersionAdded(DocumentIndexing indexing) : IEventHandler<DocumentVersionAdded>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentVersionAdded @event, CancellationToken ct)
    {
        await indexing.PutAsync(@event.Document, ct);
        return HandlerOutcome.Done;
    }
}
