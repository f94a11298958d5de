using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Gateway.Streaming;

internal sealed class WhenDocumentUploaded(StreamLog stream, TimeProvider clock) : IEventHandler<DocumentUploaded>
{
    public Task<HandlerOutcome> HandleAsync(DocumentUploaded @event, CancellationToken ct) =>
        stream.AppendAsync(StreamEntry.Of("document.uploaded", @event.Document, clock.GetUtcNow()), ct);
}
