using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentMetadataChanged(GatewayDb db, StreamTail tail, TimeProvider clock) : IEventHandler<DocumentMetadataChanged>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentMetadataChanged @event, CancellationToken ct)
    {
        db.StreamEntries.Add(StreamEntry.Of("document.metadata-changed", @event.Document, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        tail.Wake();
        return HandlerOutcome.Done;
    }
}
