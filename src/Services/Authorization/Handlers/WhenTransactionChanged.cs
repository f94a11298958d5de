using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Authorization.Handlers;

/// <summary>The members of a closing file may work in it; whoever leaves it may no longer.</summary>
internal sealed class WhenTransactionChanged(AuthorizationDb db, IBroadcast broadcast, TimeProvider clock)
    : IEventHandler<TransactionChanged>
{
    private static readonly string Granted = string.Join(
        ',',
        Permissions.DocumentsView,
        Permissions.DocumentsDownload,
        Permissions.DocumentsEdit,
        Permissions.DocumentsCreate,
        Permissions.TransactionsView);

    public async Task<HandlerOutcome> HandleAsync(TransactionChanged @event, CancellationToken ct)
    {
        HashSet<Guid> members = @event.Deleted ? [] : [.. @event.Members];
        var grants = await db.Grants.Where(g => g.SourceId == @event.TransactionId).ToListAsync(ct);
        foreach (var gone in grants.Where(g => !members.Contains(g.UserId)))
        {
            db.Grants.Remove(gone);
            await db.TouchAsync(gone.UserId, @event.Agency, clock, ct);
        }

        var added = members.Except(grants.Select(g => g.UserId)).ToList();
        foreach (var user in added)
        {
            db.Grants.Add(new Grant
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                AgencyId = @event.Agency,
                UserId = user,
                Kind = Grant.Transaction,
                ResourceId = @event.TransactionId,
                SourceId = @event.TransactionId,
                Permissions = Granted,
            });
            await db.TouchAsync(user, @event.Agency, clock, ct);
        }

        await db.SaveChangesAsync(ct);
        foreach (var user in grants.Select(g => g.UserId).Where(user => !members.Contains(user)).Concat(added))
        {
            broadcast.TellUserChanged(user);
        }

        return HandlerOutcome.Done;
    }
}
