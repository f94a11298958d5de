using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentUploaded(GatewayDb db, StreamTail tail, TimeProvider clock) : IEventHandler<DocumentUploaded>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentUploaded @event, CancellationToken ct)
    {
        db.StreamEntries.Add(StreamEntry.Of("document.uploaded", @event.Document, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        tail.Wake();
        return HandlerOutcome.Done;
    }
}
