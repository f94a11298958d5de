using DigitalDocs.Contracts.Auth;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Auth.Sessions;

/// <summary>GET /auth/sessions: where the caller is signed in.</summary>
internal static class ListSessions
{
    private const int Most = 200;

    public static async Task<Ok<IReadOnlyList<SessionDto>>> HandleAsync(
        AuthDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var sessions = await db.Sessions.AsNoTracking()
            .Where(s => s.UserId == caller.UserId && s.EndedAt == null && s.ExpiresAt > now)
            .OrderByDescending(s => s.LastUsedAt)
            .Take(Most)
            .ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<SessionDto>>([.. sessions.Select(s =>
            new SessionDto(s.Id, s.Device, s.AuthenticatedAt, s.LastUsedAt, s.Id == caller.SessionId))]);
    }
}
