using System.Net;
using System.Net.Sockets;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Auth.Passwords;

/// <summary>Wrong passwords for one account from one address.</summary>
internal sealed class SignInFailures
{
    public required string AccountAddress { get; init; }

    public int Failures { get; set; }

    /// <summary>Seconds since 1970.</summary>
    public long LastAt { get; set; }
}

/// <summary>
/// Slows guessing down: after ten wrong passwords for an account from an address, that address waits, each time longer.
/// The owner, coming from elsewhere, is not affected: strangers cannot lock anybody out.
/// </summary>
internal sealed class SignInThrottle(AuthDb db, Caller caller, TimeProvider clock)
{
    public const int FreeFailures = 10;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    public async Task<Failure?> CheckAsync(string emailIndex, CancellationToken ct)
    {
        var key = KeyOf(emailIndex);
        var known = await db.SignInFailures.AsNoTracking().FirstOrDefaultAsync(f => f.AccountAddress == key, ct);
        var wait = known is null ? TimeSpan.Zero : WaitAfter(known.Failures, known.LastAt);
        return wait <= TimeSpan.Zero
            ? null
            : new Failure("too_many_attempts", 429, "Too many wrong passwords from your address. Wait, then try again.")
            {
                RetryAfter = wait,
            };
    }

    public Task CountAsync(string emailIndex, CancellationToken ct)
    {
        var key = KeyOf(emailIndex);
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var forgotten = now - (long)Remembered.TotalSeconds;
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO sign_in_failures (account_address, failures, last_at) VALUES ({key}, 1, {now})
            ON CONFLICT (account_address) DO UPDATE SET last_at = {now},
                failures = CASE WHEN sign_in_failures.last_at < {forgotten} THEN 1
                    ELSE sign_in_failures.failures + 1 END
            """,
            ct);
    }

    public async Task ForgetAsync(string emailIndex, CancellationToken ct)
    {
        var key = KeyOf(emailIndex);
        if (await db.SignInFailures.AnyAsync(f => f.AccountAddress == key, ct))
        {
            await db.SignInFailures.Where(f => f.AccountAddress == key).ExecuteDeleteAsync(ct);
        }
    }

    private TimeSpan WaitAfter(int failures, long lastAt)
    {
        var since = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(lastAt);
        if (failures < FreeFailures || since > Remembered)
        {
            return TimeSpan.Zero;
        }

        var doublings = Math.Min(failures - FreeFailures, 4);
        var wait = FirstWait * Math.Pow(2, doublings);
        return (wait < Remembered ? wait : Remembered) - since;
    }

    private string KeyOf(string emailIndex) => SecretToken.Hash($"{emailIndex}|{Network(caller.Address)}");

    // Whoever has one IPv6 address has 2^64 of them.
    private static string Network(string? address) =>
        IPAddress.TryParse(address, out var ip)
        && ip.AddressFamily == AddressFamily.InterNetworkV6
        && !ip.IsIPv4MappedToIPv6
            ? Convert.ToHexString(ip.GetAddressBytes().AsSpan(0, 8))
            : address ?? "";
}
