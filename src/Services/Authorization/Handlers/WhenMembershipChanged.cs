using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Authorization.Handlers;

internal sealed class WhenMembershipChanged(AuthorizationDb db, TimeProvider clock) : IEventHandler<MembershipChanged>
{
    public async Task<HandlerOutcome> HandleAsync(MembershipChanged @event, CancellationToken ct)
    {
        var member = await db.TouchAsync(@event.UserId, @event.Agency, clock, ct);
        member.Roles = string.Join(',', @event.Roles);
        member.Active = @event.Active && @event.Roles.Count > 0;
        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
