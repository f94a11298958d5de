using DigitalDocs.Auth.Passwords;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Auth.Sessions;

/// <summary>POST /auth/login.</summary>
internal static class Login
{
    private const int LongestEmail = 254;

    private static readonly Failure NotAMember =
        new("not_a_member", StatusCodes.Status403Forbidden, "You are not a member of that agency.");

    public static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> HandleAsync(
        LoginRequest request, PasswordCheck passwords, UsersClient users, SessionOpening opening, CancellationToken ct)
    {
        if (Check(request) is { } invalid)
        {
            return invalid.ToProblem();
        }

        var (credential, failure) = await passwords.CheckAsync(request.Email, request.Password, ct);
        if (failure is not null)
        {
            return failure.ToProblem();
        }

        var subject = await users.SubjectAsync(credential!.UserId, ct);
        if (subject is not { Active: true, Memberships.Count: > 0 })
        {
            // A deactivated person is told no more than a stranger.
            return PasswordCheck.Wrong.ToProblem();
        }

        var membership = Choose(subject, request.AgencyId);
        return membership is null
            ? NotAMember.ToProblem()
            : TypedResults.Ok(await opening.OpenAsync(subject, membership, request.Cookie, ct));
    }

    private static SignedInMembership? Choose(SignInSubject subject, Guid? agencyId) =>
        agencyId is { } wanted
            ? subject.Memberships.FirstOrDefault(membership => membership.AgencyId == wanted)
            : subject.Memberships.FirstOrDefault(membership => membership.IsDefault) ?? subject.Memberships[0];

    private static Failure? Check(LoginRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Email) || request.Email.Length > LongestEmail)
        {
            errors["email"] = [$"An e-mail address of at most {LongestEmail} characters."];
        }

        if (request.Password.Length is 0 or > PasswordRules.Longest * 2)
        {
            errors["password"] = [$"At most {PasswordRules.Longest} characters."];
        }

        return errors.Count > 0 ? Failure.Invalid(errors) : null;
    }
}

/// <summary>Begins a session for somebody who has proved who they are.</summary>
internal sealed class SessionOpening(
    AuthDb db,
    Tokens tokens,
    Caller caller,
    TimeProvider clock,
    IHttpContextAccessor accessor,
    IOptions<AuthOptions> options)
{
    private const int LongestDevice = 200;

    public async Task<TokenAnswer> OpenAsync(
        SignInSubject subject, SignedInMembership membership, bool cookie, CancellationToken ct)
    {
        var http = accessor.HttpContext!;
        var now = clock.GetUtcNow();
        var device = http.Request.Headers.UserAgent.ToString();
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            UserId = subject.Id,
            ActiveAgencyId = membership.AgencyId,
            Cookie = cookie,
            Device = device.Length > LongestDevice ? device[..LongestDevice] : device,
            AuthenticatedAt = now,
            LastUsedAt = now,
            ExpiresAt = now.AddDays(options.Value.LongestDays),
        };
        var (token, row) = tokens.Next(session);
        db.Sessions.Add(session);
        db.RefreshTokens.Add(row);
        caller.BecomeService(AuthService.Name, membership.AgencyId, subject.Id);
        db.Record("session.opened", "session", session.Id);
        await db.SaveChangesAsync(ct);
        if (cookie)
        {
            RefreshCookie.Write(http, token, row.ExpiresAt);
        }

        return tokens.Answer(session, subject, membership, token);
    }
}
