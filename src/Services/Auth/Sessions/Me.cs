using DigitalDocs.Contracts.Auth;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Auth.Sessions;

/// <summary>GET /auth/me.</summary>
internal static class Me
{
    public static async Task<Results<Ok<MeAnswer>, ProblemHttpResult>> HandleAsync(
        KnownPeople people, UsersClient users, Caller caller, CancellationToken ct)
    {
        var subject = await people.SubjectAsync(caller.UserId, users, ct);
        var agencies = subject?.Memberships
            .Select(membership => new SignedInAgency(membership.AgencyId, membership.AgencyName, membership.Roles))
                .ToList();
        if (agencies?.FirstOrDefault(agency => agency.Id == caller.AgencyId) is not { } active)
        {
            return Rotation.Ended.ToProblem();
        }

        return TypedResults.Ok(new MeAnswer(
            new SignedInUser(subject!.Id, subject.Name, subject.Email),
            active,
            agencies,
            [.. caller.AllPermissions.Order(StringComparer.Ordinal)]));
    }
}
