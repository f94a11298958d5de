using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Auth.Passwords;

/// <summary>
/// Finds the user whom an address and a password belong to; takes as long for addresses that nobody has.
/// </summary>
internal sealed class PasswordCheck(
    AuthDb db,
    HashQueue queue,
    DecoyHash decoy,
    EmailKey keys,
    SignInThrottle throttle,
    TimeProvider clock,
    ILogger<PasswordCheck> log)
{
    public static readonly Failure Wrong =
        new("invalid_credentials", 401, "The e-mail address or the password is not right.");

    public async Task<(Credential? Credential, Failure? Failure)> CheckAsync(
        string email, string password, CancellationToken ct)
    {
        var emailIndex = keys.Of(email);
        if (await throttle.CheckAsync(emailIndex, ct) is { } early)
        {
            return (null, early);
        }

        using var turn = await queue.EnterAsync(ct);
        if (turn is null)
        {
            return (null, Failure.Unavailable("Too many people sign in at once.", TimeSpan.FromSeconds(5)));
        }

        // Looked at again: attempts sent at once have queued behind each other, and each counts for the next.
        if (await throttle.CheckAsync(emailIndex, ct) is { } failure)
        {
            return (null, failure);
        }

        var credential = await db.Credentials.FirstOrDefaultAsync(c => c.EmailIndex == emailIndex, ct);
        var matches = PasswordHash.Matches(password, credential?.PasswordHash ?? decoy.Hash);
        if (credential is null || !matches)
        {
            await throttle.CountAsync(emailIndex, ct);
            log.SignInRefused("wrong address or password");
            return (null, Wrong);
        }

        await throttle.ForgetAsync(emailIndex, ct);
        if (PasswordHash.CostOf(credential.PasswordHash) != queue.Cost)
        {
            credential.PasswordHash = PasswordHash.Of(password, queue.Cost);
            credential.ChangedAt = clock.GetUtcNow();
            log.HashUpgraded(credential.UserId);
        }

        return (credential, null);
    }
}
