using DigitalDocs.Auth.Passwords;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Auth.Sessions;

/// <summary>
/// Removes what is over: sealed successors after their window, expired tokens and sessions, old failures.
/// </summary>
internal sealed class SessionCleaning(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SessionCleaning> log)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.CleaningFailed(exception);
            }
        }
    }

    internal async Task CleanAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AuthDb>();
        var now = clock.GetUtcNow();
        var windowEnd = now - RefreshToken.ReplayWindow;
        await db.RefreshTokens.Where(t => t.UsedAt < windowEnd && t.SealedSuccessor != null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.SealedSuccessor, (string?)null), ct);
        await db.RefreshTokens.Where(t => t.ExpiresAt < now).ExecuteDeleteAsync(ct);
        var longAgo = now - KeptAfterEnd;
        await db.Sessions.Where(s => s.ExpiresAt < longAgo || s.EndedAt < longAgo).ExecuteDeleteAsync(ct);
        await db.OneTimeLinks.Where(l => l.Purpose == OneTimeLink.SetPassword && l.ExpiresAt < longAgo)
            .ExecuteDeleteAsync(ct);
        var forgotten = now.AddHours(-1).ToUnixTimeSeconds();
        await db.SignInFailures.Where(f => f.LastAt < forgotten).ExecuteDeleteAsync(ct);
    }
}
