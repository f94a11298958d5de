using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>PUT /users/{id}: the own profile, or anybody's of the agency for who manages users.</summary>
internal static class UpdateUser
{
    public static async Task<Results<Ok<UserDto>, ProblemHttpResult>> HandleAsync(
        Guid id, UpdateUserRequest request, UsersDb db, Caller caller, IBroadcast broadcast, HttpContext http,
        CancellationToken ct)
    {
        if (await db.ColleagueAsync(id, ct) is not { } colleague)
        {
            return Failure.NotFound("user", id).ToProblem();
        }

        if (!caller.MayAnswerFor(id, Permissions.UsersManage))
        {
            return Failure.Forbidden(Permissions.UsersManage).ToProblem();
        }

        if ((Check(request) ?? Etag.CheckIfMatch(http, colleague.Person.Revision)) is { } failure)
        {
            return failure.ToProblem();
        }

        var person = colleague.Person;
        person.Rename(request.Name);
        person.Phone = request.Phone;
        person.JobTitle = request.JobTitle;
        person.TimeZone = request.TimeZone ?? person.TimeZone;
        person.Locale = request.Locale ?? person.Locale;
        person.Revision++;
        db.Record("user.changed", "user", id);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Two changes in the same moment: the second has to look first.
            return Failure.PreconditionFailed().ToProblem();
        }

        broadcast.TellUserChanged(id);
        Etag.Set(http, person.Revision);
        return TypedResults.Ok(colleague.ToDto());
    }

    private static Failure? Check(UpdateUserRequest request) => new Input()
        .Text("name", request.Name, 200, required: true)
        .Text("phone", request.Phone, 40)
        .Text("jobTitle", request.JobTitle, 100)
        .Check(
            "timeZone",
            request.TimeZone is null || TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out _),
            "An IANA name such as America/New_York.")
        .Text("locale", request.Locale, 20)
        .Failure;
}
