using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentVersionAdded(StreamLog stream, TimeProvider clock) : IEventHandler<DocumentVersionAdded>
{
    public Task<HandlerOutcome> HandleAsync(DocumentVersionAdded @event, CancellationToken ct) =>
        stream.AppendAsync(StreamEntry.Of("document.version-added", @event.Document, clock.GetUtcNow()), ct);
}
