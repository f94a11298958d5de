using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>POST /users: a colleague, who chooses their password by a link that works once.</summary>
internal static class CreateUser
{
    private static readonly Failure Taken =
        new("email_in_use", StatusCodes.Status409Conflict, "Somebody with this e-mail address exists already.");

    public static async Task<Results<Created<CreatedUserAnswer>, ProblemHttpResult>> HandleAsync(
        CreateUserRequest request,
        UsersDb db,
        PeopleAdministration people,
        PasswordLinks links,
        Caller caller,
        CancellationToken ct)
    {
        if ((Check(request) ?? PeopleAdministration.MayManage(caller, request.Roles)) is { } failure)
        {
            return failure.ToProblem();
        }

        var key = Person.KeyOf(request.Email);
        if (await db.People.AnyAsync(p => p.EmailKey == key, ct))
        {
            return Taken.ToProblem();
        }

        var person = people.AddPerson(caller.AgencyId, request.Name, request.Email);
        person.Phone = request.Phone;
        person.JobTitle = request.JobTitle;
        var membership = people.AddMembership(person, caller.AgencyId, request.Roles);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (db.People.AsNoTracking().Any(p => p.EmailKey == key))
        {
            // Added twice in the same moment: the index lets one through.
            return Taken.ToProblem();
        }

        var link = await links.TryCreateAsync(person, ct);
        var user = new Colleague(person, membership).ToDto();
        return TypedResults.Created($"{Routes.Base}/users/{person.Id}", new CreatedUserAnswer(user, link));
    }

    private static Failure? Check(CreateUserRequest request) => new Input()
        .Text("name", request.Name, 200, required: true)
        .Email("email", request.Email)
        .Roles("roles", request.Roles)
        .Text("phone", request.Phone, 40)
        .Text("jobTitle", request.JobTitle, 100)
        .Failure;
}
