using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>GET /memberships: who has which roles in the agency.</summary>
internal static class ListMemberships
{
    public static async Task<Results<Ok<Page<MembershipDto>>, ProblemHttpResult>> HandleAsync(
        Guid? userId, int? limit, string? cursor, UsersDb db, Cursors cursors, CancellationToken ct)
    {
        if (cursors.Read<Position>(limit, cursor, out var take, out var after) is { } failure)
        {
            return failure.ToProblem();
        }

        var memberships = db.Memberships.AsNoTracking();
        if (userId is { } wanted)
        {
            memberships = memberships.Where(m => m.UserId == wanted);
        }

        if (after is not null)
        {
            memberships = memberships.Where(m => m.UserId.CompareTo(after.UserId) > 0);
        }

        var found = await memberships.OrderBy(m => m.UserId).Take(take + 1).ToListAsync(ct);
        var next = found.Count > take ? cursors.Seal(new Position(found[take - 1].UserId)) : null;
        return TypedResults.Ok(new Page<MembershipDto>([.. found.Take(take).Select(m => m.ToDto())], next));
    }

    internal sealed record Position(Guid UserId);
}
