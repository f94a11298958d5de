using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentStatusChanged(GatewayDb db, StreamTail tail, TimeProvider clock) : IEventHandler<DocumentStatusChanged>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentStatusChanged @event, CancellationToken ct)
    {
        db.StreamEntries.Add(StreamEntry.Of("document.status-changed", @event.Document, clock.GetUtcNow(), @event.PagesDone, @event.PageCount));
        await db.SaveChangesAsync(ct);
        tail.Wake();
        return HandlerOutcome.Done;
    }
}
