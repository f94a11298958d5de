using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentStatusChanged(StreamLog stream, TimeProvider clock) : IEventHandler<DocumentStatusChanged>
{
    public Task<HandlerOutcome> HandleAsync(DocumentStatusChanged @event, CancellationToken ct) =>
        stream.AppendAsync(
            StreamEntry.Of(
                "document.status-changed", @event.Document, clock.GetUtcNow(), @event.PagesDone, @event.PageCount),
            ct);
}
