using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Auth.Sessions;

/// <summary>DELETE /auth/sessions/{id}: signs another device of the caller out.</summary>
internal static class EndSession
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, AuthDb db, Rotation rotation, Caller caller, CancellationToken ct)
    {
        var session = await db.Sessions.FirstOrDefaultAsync(s => s.Id == id && s.UserId == caller.UserId, ct);
        if (session is null)
        {
            return Failure.NotFound("session", id).ToProblem();
        }

        await rotation.EndAsync(session, "ended-by-user", ct);
        return TypedResults.NoContent();
    }
}
