using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentAvailable(GatewayDb db, StreamTail tail, TimeProvider clock) : IEventHandler<DocumentAvailable>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentAvailable @event, CancellationToken ct)
    {
        db.StreamEntries.Add(StreamEntry.Of("document.available", @event.Document, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        tail.Wake();
        return HandlerOutcome.Done;
    }
}
