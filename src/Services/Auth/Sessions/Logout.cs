using DigitalDocs.Contracts.Auth;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Auth.Sessions;

/// <summary>POST /auth/logout: by access token, refresh token or cookie, whatever the caller still has.</summary>
internal static class Logout
{
    public static async Task<NoContent> HandleAsync(
        LogoutRequest? request, HttpContext http, AuthDb db, Rotation rotation, Caller caller, CancellationToken ct)
    {
        var session = caller.SessionId != Guid.Empty
            ? await db.Sessions.FirstOrDefaultAsync(s => s.Id == caller.SessionId, ct)
            : await rotation.SessionOfAsync(request?.RefreshToken ?? RefreshCookie.Read(http) ?? "", ct);
        if (session is not null)
        {
            await rotation.EndAsync(session, "signed-out", ct);
        }

        RefreshCookie.Clear(http);
        return TypedResults.NoContent();
    }
}
