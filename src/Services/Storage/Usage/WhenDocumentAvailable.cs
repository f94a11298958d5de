using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Storage.Usage;

internal sealed class WhenDocumentAvailable(StorageDb db, TimeProvider clock) : IEventHandler<DocumentAvailable>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentAvailable @event, CancellationToken ct)
    {
        await db.NoteAsync(@event.Document, ct);
        if (await db.Files.FindAsync([@event.DocumentId, @event.Document.Version], ct) is { } file)
        {
            file.DueAt = clock.GetUtcNow(); // What was derived from it is to be copied too.
        }

        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
