using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Search.Handlers;

/// <summary>Remembers what transactions are called: facets show names, not ids.</summary>
internal sealed class WhenTransactionChanged(SearchDb db) : IEventHandler<TransactionChanged>
{
    public async Task<HandlerOutcome> HandleAsync(TransactionChanged @event, CancellationToken ct)
    {
        var known = await db.TransactionNames.FindAsync([@event.TransactionId], ct);
        if (known is null)
        {
            db.TransactionNames.Add(new TransactionName
            {
                Id = @event.TransactionId,
                AgencyId = @event.Agency,
                Name = @event.Name,
                Revision = @event.Revision,
            });
        }
        else if (known.Revision < @event.Revision)
        {
            (known.Name, known.Revision) = (@event.Name, @event.Revision);
        }

        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
