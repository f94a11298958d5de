using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Authorization.Deciding;

/// <summary>GET /authorization/explain: may somebody, and which rule says so.</summary>
internal static class Explain
{
    public static async Task<Results<Ok<DecisionDto>, ProblemHttpResult>> HandleAsync(
        Guid subject,
        string action,
        string? resource,
        AuthorizationDb db,
        Snapshots snapshots,
        Caller caller,
        CancellationToken ct)
    {
        resource = string.IsNullOrEmpty(resource) ? null : resource;
        if (!Questions.IsClear(action, resource))
        {
            return Failure.Invalid(new Dictionary<string, string[]>
            {
                ["action"] = ["A permission of the catalogue."],
                ["resource"] = ["document:{id} or transaction:{id}, or absent."],
            }).ToProblem();
        }

        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.UserId == subject, ct);
        var roles = member?.Roles is null && subject == caller.UserId ? caller.Roles : member?.RoleList ?? [];
        var snapshot = await snapshots.OfAsync(subject, caller.AgencyId, roles, null, ct);
        var isMember = member?.Roles is not null || subject == caller.UserId;
        return TypedResults.Ok(Decision.Of(
            snapshot, isMember, action, resource is null ? null : ResourceRef.Parse(resource)));
    }
}
