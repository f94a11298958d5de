using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentMetadataChanged(StreamLog stream, TimeProvider clock) : IEventHandler<DocumentMetadataChanged>
{
    public Task<HandlerOutcome> HandleAsync(DocumentMetadataChanged @event, CancellationToken ct) =>
        stream.AppendAsync(StreamEntry.Of("document.metadata-changed", @event.Document, clock.GetUtcNow()), ct);
}
