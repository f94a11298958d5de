using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.Agencies;

/// <summary>GET /agencies: the caller's own; all of them for who runs the installation.</summary>
internal static class ListAgencies
{
    public static async Task<Results<Ok<Page<AgencyDto>>, ProblemHttpResult>> HandleAsync(
        int? limit, string? cursor, UsersDb db, Cursors cursors, Caller caller, CancellationToken ct)
    {
        if (cursors.Read<Position>(limit, cursor, out var take, out var after) is { } failure)
        {
            return failure.ToProblem();
        }

        var agencies = db.Agencies.AsNoTracking();
        if (!caller.May(Permissions.AgenciesCreate))
        {
            agencies = agencies.Where(a => a.Id == caller.AgencyId);
        }

        if (after is not null)
        {
            agencies = agencies.Where(a => a.Id.CompareTo(after.Id) > 0);
        }

        var found = await agencies.OrderBy(a => a.Id).Take(take + 1).ToListAsync(ct);
        var next = found.Count > take ? cursors.Seal(new Position(found[take - 1].Id)) : null;
        return TypedResults.Ok(new Page<AgencyDto>([.. found.Take(take).Select(a => a.ToDto())], next));
    }

    internal sealed record Position(Guid Id);
}

/// <summary>GET /agencies/{id}.</summary>
internal static class GetAgency
{
    public static async Task<Results<Ok<AgencyDto>, ProblemHttpResult>> HandleAsync(
        Guid id, UsersDb db, Caller caller, HttpContext http, CancellationToken ct)
    {
        if (await db.VisibleAgencyAsync(id, caller, ct) is not { } agency)
        {
            return Failure.NotFound("agency", id).ToProblem();
        }

        Etag.Set(http, agency.Revision);
        return TypedResults.Ok(agency.ToDto());
    }

    internal static async Task<Agency?> VisibleAgencyAsync(
        this UsersDb db, Guid id, Caller caller, CancellationToken ct) =>
        id == caller.AgencyId || caller.May(Permissions.AgenciesCreate)
            ? await db.Agencies.FirstOrDefaultAsync(a => a.Id == id, ct)
            : null;
}
