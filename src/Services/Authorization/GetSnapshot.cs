using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Authorization;

/// <summary>GET /authorization/snapshots/{userId}: what somebody may do right now; between services only.</summary>
internal static class GetSnapshot
{
    public static async Task<Ok<AuthorizationSnapshot>> HandleAsync(
        Guid userId,
        Guid agencyId,
        string? roles,
        Guid? sessionId,
        Snapshots snapshots,
        CancellationToken ct) =>
        TypedResults.Ok(await snapshots.OfAsync(
            userId, agencyId, roles?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], sessionId, ct));
}

/// <summary>Puts together what decides about a user in an agency.</summary>
internal sealed class Snapshots(AuthorizationDb db, Caller caller, TimeProvider clock)
{
    /// <param name="tokenRoles">What the access token says; counts until the users service has told of the
    /// membership.</param>
    public async Task<AuthorizationSnapshot> OfAsync(
        Guid userId, Guid agencyId, IReadOnlyList<string> tokenRoles, Guid? sessionId, CancellationToken ct)
    {
        // The question is asked before anybody knows who calls; it is about this agency and no other.
        if (caller.IsService && caller.AgencyId != agencyId)
        {
            caller.BecomeService(AuthorizationService.Name, agencyId);
        }

        var now = clock.GetUtcNow();
        var ended = sessionId is { } session && await db.EndedSessions.AnyAsync(s => s.SessionId == session, ct);
        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.UserId == userId, ct);
        var grants = await db.Grants.AsNoTracking()
            .Where(g => g.UserId == userId && (g.ExpiresAt == null || g.ExpiresAt > now))
            .OrderBy(g => g.Id)
            .ToListAsync(ct);
        var told = member?.Roles is not null;
        var roles = told ? member!.RoleList : tokenRoles;
        var active = !ended && member is not { Active: false } && (!told || roles.ToHashSet().SetEquals(tokenRoles));
        return new AuthorizationSnapshot(
            userId,
            agencyId,
            member?.Version ?? 0,
            active,
            roles,
            BuiltInRoles.PermissionsOf(roles),
            [.. grants.Select(g => new GrantDto(g.Kind, g.ResourceId, g.PermissionList, g.ExpiresAt))]);
    }
}
