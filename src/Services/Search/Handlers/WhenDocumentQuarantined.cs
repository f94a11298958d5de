using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Search.Handlers;

internal sealed class WhenDocumentQuarantined(DocumentIndexing indexing) : IEventHandler<DocumentQuarantined>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentQuarantined @event, CancellationToken ct)
    {
        await indexing.PutAsync(@event.Document, ct);
        return HandlerOutcome.Done;
    }
}
