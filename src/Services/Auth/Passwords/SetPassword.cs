using DigitalDocs.Contracts.Auth;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Auth.Passwords;

/// <summary>POST /auth/set-password: the person chooses a password with the link they were given.</summary>
internal static class SetPassword
{
    public static readonly Failure Used =
        new("link_used", StatusCodes.Status410Gone, "This link was used or has expired. Ask for another.");

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        SetPasswordRequest request,
        AuthDb db,
        CredentialAdministration credentials,
        TimeProvider clock,
        CancellationToken ct)
    {
        var hash = SecretToken.Hash(request.Token);
        var link = await db.OneTimeLinks.FirstOrDefaultAsync(l => l.TokenHash == hash, ct);
        if (link is null || !link.Works(OneTimeLink.SetPassword, clock.GetUtcNow()))
        {
            return Used.ToProblem();
        }

        if (PasswordRules.Check(request.Password) is { } failure)
        {
            return failure.ToProblem();
        }

        await credentials.SetAsync(link.UserId, link.EmailIndex, request.Password, ct);
        link.UsedAt = clock.GetUtcNow();
        try
        {
            await db.SaveChangesAsync(ct);
            return TypedResults.NoContent();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Two uses of one link in the same moment: one counts.
            return Used.ToProblem();
        }
    }
}
