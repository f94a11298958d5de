using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Authorization.Deciding;

/// <summary>POST /authorization/check: many questions about the caller at once.</summary>
internal static class Check
{
    private const int Most = 500;

    public static async Task<Results<Ok<CheckAnswer>, ProblemHttpResult>> HandleAsync(
        CheckRequest request, Snapshots snapshots, Caller caller, CancellationToken ct)
    {
        if (request.Checks.Count is 0 or > Most)
        {
            return Failure.Invalid("checks", $"Between 1 and {Most} questions.").ToProblem();
        }

        if (request.Checks.FirstOrDefault(check => !Questions.IsClear(check.Permission, check.Resource)) is { } unclear)
        {
            return Failure.Invalid(
                "checks",
                $"'{unclear.Permission}' on '{unclear.Resource}' cannot be answered: name a "
                + "permission of the catalogue, and document:{id} or transaction:{id}.").ToProblem();
        }

        var snapshot = await snapshots.OfAsync(caller.UserId, caller.AgencyId, caller.Roles, caller.SessionId, ct);
        return TypedResults.Ok(new CheckAnswer([.. request.Checks.Select(check => Decision.Of(
            snapshot,
            isMember: true,
            check.Permission,
            check.Resource is null ? null : ResourceRef.Parse(check.Resource)))]));
    }
}

internal static class Questions
{
    private static readonly HashSet<string> Known = [.. PermissionCatalogue.All.Select(permission => permission.Name)];

    public static bool IsClear(string permission, string? resource) =>
        Known.Contains(permission) && (resource is null || ResourceRef.Parse(resource) is not null);
}
