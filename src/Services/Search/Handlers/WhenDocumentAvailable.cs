using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Search.Handlers;

internal sealed class WhenDocumentAvailable(DocumentIndexing indexing) : IEventHandler<DocumentAvailable>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentAvailable @event, CancellationToken ct)
    {
        await indexing.PutAsync(@event.Document, ct);
        return HandlerOutcome.Done;
    }
}
