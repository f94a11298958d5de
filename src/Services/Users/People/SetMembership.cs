using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>PUT /memberships/{userId}: other roles; gives a deactivated colleague their place back.</summary>
internal static class SetMembership
{
    public static async Task<Results<Ok<MembershipDto>, ProblemHttpResult>> HandleAsync(
        Guid userId, SetMembershipRequest request, UsersDb db, Caller caller, HttpContext http, CancellationToken ct)
    {
        if (await db.ColleagueAsync(userId, ct) is not { } colleague)
        {
            return Failure.NotFound("user", userId).ToProblem();
        }

        var membership = colleague.Membership;
        var failure = new Input().Roles("roles", request.Roles).Failure
            ?? PeopleAdministration.MayManage(caller, [.. request.Roles.Union(membership.RoleList)])
            ?? Etag.CheckIfMatch(http, membership.Revision)
            ?? (membership.IsAdmin && !request.Roles.Contains(RoleNames.AgencyAdmin)
                ? await AdminRule.CheckLeavingAsync(db, membership, ct)
                : null);
        if (failure is not null)
        {
            return failure.ToProblem();
        }

        membership.Roles = Membership.Join(request.Roles);
        membership.Active = true;
        membership.Revision++;
        colleague.Person.Active = true;
        db.Publish(new MembershipChanged(userId, membership.AgencyId, membership.RoleList, true));
        db.Record("membership.changed", "user", userId, details: membership.Roles);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Changed by somebody else in the same moment.
            return Failure.PreconditionFailed().ToProblem();
        }

        Etag.Set(http, membership.Revision);
        return TypedResults.Ok(membership.ToDto());
    }
}
