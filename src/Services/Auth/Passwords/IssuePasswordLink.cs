using DigitalDocs.Contracts.Auth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Auth.Passwords;

/// <summary>POST /auth/password-links: for the users service, when an administrator adds somebody.</summary>
internal static class IssuePasswordLink
{
    public static async Task<Ok<PasswordLinkAnswer>> HandleAsync(
        PasswordLinkRequest request, CredentialAdministration credentials, CancellationToken ct)
    {
        var (token, expires) = await credentials.CreatePasswordLinkAsync(request.UserId, request.Email, ct);
        return TypedResults.Ok(new PasswordLinkAnswer(token, expires));
    }
}
