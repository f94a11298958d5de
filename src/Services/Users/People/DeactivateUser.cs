using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>POST /users/{id}/deactivate: ends somebody's work for this agency; their records stay.</summary>
internal static class DeactivateUser
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, UsersDb db, Caller caller, CancellationToken ct)
    {
        if (await db.ColleagueAsync(id, ct) is not { } colleague)
        {
            return Failure.NotFound("user", id).ToProblem();
        }

        var membership = colleague.Membership;
        if (!membership.Active)
        {
            return TypedResults.NoContent();
        }

        var failure = PeopleAdministration.MayManage(caller, membership.RoleList)
            ?? (membership.IsAdmin ? await AdminRule.CheckLeavingAsync(db, membership, ct) : null);
        if (failure is not null)
        {
            return failure.ToProblem();
        }

        membership.Active = false;
        membership.Revision++;
        var elsewhere = await db.AcrossAgencies<Membership>("whoever works for no agency any more cannot sign in")
            .AnyAsync(m => m.UserId == id && m.AgencyId != membership.AgencyId && m.Active, ct);
        colleague.Person.Active = elsewhere;
        colleague.Person.Revision++;
        db.Publish(new MembershipChanged(id, membership.AgencyId, membership.RoleList, false));
        db.Publish(new UserDeactivated(id, membership.AgencyId));
        db.Record("user.deactivated", "user", id);
        try
        {
            await db.SaveChangesAsync(ct);
            return TypedResults.NoContent();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Two administrators removing each other: one of them stays.
            return Failure.PreconditionFailed().ToProblem();
        }
    }
}
