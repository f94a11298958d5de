using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Authorization.Handlers;

internal sealed class WhenSessionEnded(AuthorizationDb db, IBroadcast broadcast, TimeProvider clock)
    : IEventHandler<SessionEnded>
{
    public async Task<HandlerOutcome> HandleAsync(SessionEnded @event, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await db.EndedSessions.AnyAsync(s => s.SessionId == @event.SessionId, ct))
        {
            db.EndedSessions.Add(new EndedSession { SessionId = @event.SessionId, EndedAt = now });
        }

        // The last access token of these expired: nobody asks about them any more.
        var over = now - EndedSession.Kept;
        db.EndedSessions.RemoveRange(await db.EndedSessions
            .Where(s => s.EndedAt < over).OrderBy(s => s.EndedAt).Take(100).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        broadcast.TellSessionEnded(@event.SessionId);
        return HandlerOutcome.Done;
    }
}
