using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>
/// POST /users/first-administrator: for set-up, between services only. Repeating it with the same address answers the
/// same; with another one, or once there are more people, it is a conflict.
/// </summary>
internal static class CreateFirstAdministrator
{
    public static async Task<Results<Ok<SignInSubject>, ProblemHttpResult>> HandleAsync(
        FirstAdministratorRequest request, UsersDb db, PeopleAdministration people, CancellationToken ct)
    {
        var known = await db.People.OrderBy(p => p.Id).Take(2).ToListAsync(ct);
        var key = Person.KeyOf(request.Email);
        if (known.Count > 1 || known.Any(person => person.EmailKey != key))
        {
            return new Failure("already_set_up", StatusCodes.Status409Conflict, "The installation has people already.")
                .ToProblem();
        }

        var agency = await people.CreateAgencyAsync(request.AgencyName, ct);
        var id = await people.CreateUserAsync(
            agency, request.Name, request.Email, [RoleNames.PlatformAdmin, RoleNames.AgencyAdmin], ct);
        var person = await db.People.FirstAsync(p => p.Id == id, ct);
        return TypedResults.Ok(await GetSignInSubject.OfAsync(person, db, ct));
    }
}
