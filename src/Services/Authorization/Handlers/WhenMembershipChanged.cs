using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Authorization.Handlers;

internal sealed class WhenMembershipChanged(AuthorizationDb db, IBroadcast broadcast, TimeProvider clock)
    : IEventHandler<MembershipChanged>
{
    public async Task<HandlerOutcome> HandleAsync(MembershipChanged @event, CancellationToken ct)
    {
        var member = await db.TouchAsync(@event.UserId, @event.Agency, clock, ct);
        member.Roles = string.Join(',', @event.Roles);
        member.Active = @event.Active && @event.Roles.Count > 0;
        await db.SaveChangesAsync(ct);
        broadcast.TellUserChanged(@event.UserId);
        return HandlerOutcome.Done;
    }
}
