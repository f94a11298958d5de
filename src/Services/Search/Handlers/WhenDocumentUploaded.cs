using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Search.Handlers;

internal sealed class WhenDocumentUploaded(DocumentIndexing indexing) : IEventHandler<DocumentUploaded>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentUploaded @event, CancellationToken ct)
    {
        await indexing.PutAsync(@event.Document, ct);
        return HandlerOutcome.Done;
    }
}
