using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Authorization.Handlers;

internal sealed class WhenUserDeactivated(AuthorizationDb db, IBroadcast broadcast, TimeProvider clock)
    : IEventHandler<UserDeactivated>
{
    public async Task<HandlerOutcome> HandleAsync(UserDeactivated @event, CancellationToken ct)
    {
        if (@event.Agency is { } agency)
        {
            (await db.TouchAsync(@event.UserId, agency, clock, ct)).Active = false;
        }
        else
        {
            foreach (var member in await db.AcrossAgencies<Member>("a person was deactivated everywhere")
                .Where(m => m.UserId == @event.UserId).ToListAsync(ct))
            {
                member.Active = false;
                member.Version++;
            }
        }

        await db.SaveChangesAsync(ct);
        broadcast.TellUserChanged(@event.UserId);
        return HandlerOutcome.Done;
    }
}
