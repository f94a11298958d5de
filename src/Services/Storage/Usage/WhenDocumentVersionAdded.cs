using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Storage.Usage;

internal sealed class WhenDocumentVersionAdded(StorageDb db, TimeProvider clock) : IEventHandler<DocumentVersionAdded>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentVersionAdded @event, CancellationToken ct)
    {
        db.Files.Add(new StoredFile
        {
            DocumentId = @event.DocumentId,
            Version = @event.Version,
            AgencyId = @event.Agency,
            Size = @event.Size,
            Sha256 = @event.Sha256,
            BlobFolder = @event.BlobFolder,
            CheckedAt = clock.GetUtcNow(),
            DueAt = clock.GetUtcNow(),
        });
        await db.NoteAsync(@event.Document, ct);
        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
