using DigitalDocs.Auth.Passwords;
using DigitalDocs.Auth.Sessions;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Auth.Setup;

/// <summary>
/// POST /auth/setup: the first agency and its administrator. May be repeated after a crash in the middle with the same
/// address; once it has succeeded, never again.
/// </summary>
internal static class SetUp
{
    public static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> HandleAsync(
        SetupRequest request,
        AuthDb db,
        UsersClient users,
        CredentialAdministration credentials,
        EmailKey keys,
        SessionOpening opening,
        TimeProvider clock,
        CancellationToken ct)
    {
        var hash = SecretToken.Hash(request.Token);
        var link = await db.OneTimeLinks.FirstOrDefaultAsync(l => l.TokenHash == hash, ct);
        if (link is null || !link.Works(OneTimeLink.Setup, clock.GetUtcNow()))
        {
            return SetPassword.Used.ToProblem();
        }

        if ((Check(request) ?? PasswordRules.Check(request.Password, request.Name, request.Email, request.AgencyName))
            is { } failure)
        {
            return failure.ToProblem();
        }

        var subject = await users.CreateFirstAdministratorAsync(
            new(request.AgencyName, request.Name, request.Email), ct);
        if (subject is null)
        {
            return SetPassword.Used.ToProblem();
        }

        await credentials.SetAsync(subject.Id, keys.Of(request.Email), request.Password, ct);
        link.UsedAt = clock.GetUtcNow();
        try
        {
            return TypedResults.Ok(await opening.OpenAsync(subject, subject.Memberships[0], cookie: false, ct));
        }
        catch (DbUpdateConcurrencyException)
        {
            // Two uses of the link in the same moment: one counts.
            return SetPassword.Used.ToProblem();
        }
    }

    private static Failure? Check(SetupRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        Required("agencyName", request.AgencyName);
        Required("name", request.Name);
        Required("email", request.Email);
        if (!errors.ContainsKey("email") && request.Email.IndexOf('@', StringComparison.Ordinal) < 1)
        {
            errors["email"] = ["This is not an e-mail address."];
        }

        return errors.Count > 0 ? Failure.Invalid(errors) : null;

        void Required(string field, string value)
        {
            if (string.IsNullOrWhiteSpace(value) || value.Length > 200)
            {
                errors[field] = ["Between 1 and 200 characters."];
            }
        }
    }
}
