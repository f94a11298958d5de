using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentQuarantined(GatewayDb db, StreamTail tail, TimeProvider clock) : IEventHandler<DocumentQuarantined>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentQuarantined @event, CancellationToken ct)
    {
        db.StreamEntries.Add(StreamEntry.Of("document.quarantined", @event.Document, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        tail.Wake();
        return HandlerOutcome.Done;
    }
}
