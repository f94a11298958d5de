using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentQuarantined(StreamLog stream, TimeProvider clock) : IEventHandler<DocumentQuarantined>
{
    public Task<HandlerOutcome> HandleAsync(DocumentQuarantined @event, CancellationToken ct) =>
        stream.AppendAsync(StreamEntry.Of("document.quarantined", @event.Document, clock.GetUtcNow()), ct);
}
