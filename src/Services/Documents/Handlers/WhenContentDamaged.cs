using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>Tells people that the file of a document cannot be read any more and has no second copy.</summary>
internal sealed class WhenContentDamaged(DocumentsDb db, TimeProvider clock) : IEventHandler<ContentDamaged>
{
    private const string Reason = "The stored file is damaged or missing. Your administrator has been told; you may upload it again.";

    public async Task<HandlerOutcome> HandleAsync(ContentDamaged @event, CancellationToken ct)
    {
        var document = await db.Documents.FirstOrDefaultAsync(document => document.Id == @event.DocumentId, ct);
        if (document is null || document.Version != @event.Version || document.IsQuarantined || document.DeletedAt is not null)
        {
            return HandlerOutcome.Drop("the document has another version or is gone");
        }

        document.NeedAttention(Reason, clock.GetUtcNow());
        db.Publish(new DocumentAvailable(document.Id, document.AgencyId, await db.StateOfAsync(document, ct)));
        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
