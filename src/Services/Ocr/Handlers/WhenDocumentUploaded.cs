using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Jobs;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Ocr;

internal sealed class WhenDocumentUploaded(OcrDb db, JobSignal<OcrJob> signal, TimeProvider clock)
    : IEventHandler<DocumentUploaded>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentUploaded @event, CancellationToken ct)
    {
        db.Jobs.Add(OcrJob.For(
            @event.Agency, @event.DocumentId, @event.Version, @event.BlobFolder, @event.Name, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        signal.Wake();
        return HandlerOutcome.Done;
    }
}
