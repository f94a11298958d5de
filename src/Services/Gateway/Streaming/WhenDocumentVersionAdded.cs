using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentVersionAdded(GatewayDb db, StreamTail tail, TimeProvider clock) : IEventHandler<DocumentVersionAdded>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentVersionAdded @event, CancellationToken ct)
    {
        db.StreamEntries.Add(StreamEntry.Of("document.version-added", @event.Document, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        tail.Wake();
        return HandlerOutcome.Done;
    }
}
