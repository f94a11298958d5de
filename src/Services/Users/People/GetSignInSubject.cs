using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>GET /users/sign-in-subject: who may sign in, and where; between services only.</summary>
internal static class GetSignInSubject
{
    public static async Task<Results<Ok<SignInSubject>, ProblemHttpResult>> HandleAsync(
        string? email, Guid? userId, UsersDb db, CancellationToken ct)
    {
        var key = Person.KeyOf(email ?? "");
        var person = await db.People.AsNoTracking()
            .FirstOrDefaultAsync(p => userId == null ? p.EmailKey == key : p.Id == userId, ct);
        return person is null
            ? Failure.NotFound("user").ToProblem()
            : TypedResults.Ok(await OfAsync(person, db, ct));
    }

    internal static async Task<SignInSubject> OfAsync(Person person, UsersDb db, CancellationToken ct)
    {
        var memberships = await db.AcrossAgencies<Membership>("sign-in chooses among a person's agencies")
            .AsNoTracking()
            .Where(m => m.UserId == person.Id && m.Active)
            .Join(db.Agencies, m => m.AgencyId, a => a.Id, (m, a) => new { Membership = m, a.Name })
            .ToListAsync(ct);
        return new SignInSubject(person.Id, person.Name, person.Email, person.Active, [.. memberships
            .OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => new SignedInMembership(
                m.Membership.AgencyId, m.Name, m.Membership.RoleList, m.Membership.AgencyId == person.DefaultAgency))]);
    }
}
