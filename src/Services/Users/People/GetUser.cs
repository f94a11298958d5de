using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Users.People;

/// <summary>GET /users/{id}.</summary>
internal static class GetUser
{
    public static async Task<Results<Ok<UserDto>, ProblemHttpResult>> HandleAsync(
        Guid id, UsersDb db, Caller caller, HttpContext http, CancellationToken ct)
    {
        // Who may not see colleagues is not told who exists.
        if (!caller.MayAnswerFor(id, Permissions.UsersView) || await db.ColleagueAsync(id, ct) is not { } colleague)
        {
            return Failure.NotFound("user", id).ToProblem();
        }

        Etag.Set(http, colleague.Person.Revision);
        return TypedResults.Ok(colleague.ToDto());
    }
}
