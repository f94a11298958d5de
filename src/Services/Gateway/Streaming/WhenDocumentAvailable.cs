using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentAvailable(StreamLog stream, TimeProvider clock) : IEventHandler<DocumentAvailable>
{
    public Task<HandlerOutcome> HandleAsync(DocumentAvailable @event, CancellationToken ct) =>
        stream.AppendAsync(StreamEntry.Of("document.available", @event.Document, clock.GetUtcNow()), ct);
}
