using DigitalDocs.Auth.Passwords;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Auth;

/// <summary>Sets passwords for whoever administers the installation itself (commands, demo data). Scoped.</summary>
public sealed class CredentialAdministration
{
    private readonly AuthDb _db;
    private readonly EmailKey _keys;
    private readonly HashQueue _queue;
    private readonly TimeProvider _clock;
    private readonly AuthOptions _options;

    internal CredentialAdministration(
        AuthDb db, EmailKey keys, HashQueue queue, TimeProvider clock, IOptions<AuthOptions> options)
    {
        _db = db;
        _keys = keys;
        _queue = queue;
        _clock = clock;
        _options = options.Value;
    }

    /// <summary>Gives a user a password, or another one; may be repeated.</summary>
    /// <returns>Why the password was refused; null when it was set.</returns>
    public async Task<Failure?> SetPasswordAsync(Guid userId, string email, string password, CancellationToken ct)
    {
        if (PasswordRules.Check(password, email) is { } failure)
        {
            return failure;
        }

        await SetAsync(userId, _keys.Of(email), password, ct);
        await _db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>
    /// A secret for the first administrator (<c>POST /auth/setup</c>); an earlier one stops working. Null when somebody
    /// can sign in already.
    /// </summary>
    public async Task<string?> CreateSetupTokenAsync(CancellationToken ct)
    {
        if (await _db.Credentials.AnyAsync(ct))
        {
            return null;
        }

        _db.OneTimeLinks.RemoveRange(await _db.OneTimeLinks.Where(l => l.Purpose == OneTimeLink.Setup).ToListAsync(ct));
        return await AddLinkAsync(OneTimeLink.Setup, Guid.Empty, "", _clock.GetUtcNow().AddDays(30), ct);
    }

    internal async Task<(string Token, DateTimeOffset ExpiresAt)> CreatePasswordLinkAsync(
        Guid userId, string email, CancellationToken ct)
    {
        var expires = _clock.GetUtcNow().AddHours(_options.PasswordLinkHours);
        _db.OneTimeLinks.RemoveRange(
            await _db.OneTimeLinks.Where(l => l.UserId == userId && l.UsedAt == null).ToListAsync(ct));
        return (await AddLinkAsync(OneTimeLink.SetPassword, userId, _keys.Of(email), expires, ct), expires);
    }

    /// <summary>Changes the credential without saving it.</summary>
    internal async Task SetAsync(Guid userId, string emailIndex, string password, CancellationToken ct)
    {
        string hash;
        using (await _queue.EnterAsync(ct))
        {
            hash = PasswordHash.Of(password, _queue.Cost);
        }

        var credential = await _db.Credentials.FirstOrDefaultAsync(c => c.UserId == userId, ct);
        if (credential is null)
        {
            _db.Credentials.Add(new Credential
            {
                UserId = userId,
                EmailIndex = emailIndex,
                PasswordHash = hash,
                ChangedAt = _clock.GetUtcNow(),
            });
            return;
        }

        credential.EmailIndex = emailIndex;
        credential.PasswordHash = hash;
        credential.ChangedAt = _clock.GetUtcNow();
        credential.Revision++;
    }

    private async Task<string> AddLinkAsync(
        string purpose, Guid userId, string emailIndex, DateTimeOffset expires, CancellationToken ct)
    {
        var token = SecretToken.Create();
        _db.OneTimeLinks.Add(new OneTimeLink
        {
            TokenHash = SecretToken.Hash(token),
            Purpose = purpose,
            UserId = userId,
            EmailIndex = emailIndex,
            ExpiresAt = expires,
        });
        await _db.SaveChangesAsync(ct);
        return token;
    }
}
