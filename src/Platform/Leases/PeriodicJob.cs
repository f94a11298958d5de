using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Leases;

/// <summary>What a periodic job does: once per interval in the whole installation, with a scope of its own.</summary>
public delegate Task PeriodicWork(IServiceProvider services, CancellationToken ct);

/// <summary>
/// Runs work once per interval under a lease, so that of many processes one does it. While the work runs the lease is
/// short and renewed: a holder that dies is replaced within <see cref="LongestHold"/>. When it has ended the lease is
/// kept until the next turn is due, also by a process that stops meanwhile; every process looks often whether it is.
/// </summary>
internal sealed class PeriodicJob(
    string name, TimeSpan interval, PeriodicWork work, IServiceProvider services, ILeases leases, TimeProvider clock,
    ILogger<PeriodicJob> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestHold = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private TimeSpan Hold => Clamp(interval, ShortestHold, LongestHold);

    private TimeSpan Pause => Clamp(interval / 10, TimeSpan.FromMilliseconds(100), LongestPause);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await RunTurnAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LeaseLog.JobFailed(logger, name, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>False when it is not due, or another process has the turn.</returns>
    internal async Task<bool> RunTurnAsync(CancellationToken ct)
    {
        if (await leases.TryTakeAsync($"job:{name}", Hold, ct) is not { } lease)
        {
            return false;
        }

        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var done = new CancellationTokenSource();
        var keeping = KeepAsync(lease, lost, done.Token);
        var begun = clock.GetTimestamp();
        try
        {
            await using var scope = services.CreateAsyncScope();
            await work(scope.ServiceProvider, lost.Token);
            LeaseLog.JobDone(logger, name, clock.GetElapsedTime(begun).TotalMilliseconds);
        }
        finally
        {
            await done.CancelAsync();
            await keeping;

            // Stopping in the middle: another process may begin at once. Else the turn is over, also when it failed.
            await EndAsync(lease, ct.IsCancellationRequested ? TimeSpan.Zero : interval - clock.GetElapsedTime(begun));
        }

        return true;
    }

    private async Task EndAsync(Lease lease, TimeSpan rest)
    {
        if (rest > TimeSpan.Zero)
        {
            await leases.RenewAsync(lease, rest, CancellationToken.None);
        }
        else
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    // A store that fails is asked again for as long as the lease surely lasts.
    private async Task KeepAsync(Lease lease, CancellationTokenSource lost, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Hold / 4, clock);
        var renewed = clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                var asked = clock.GetTimestamp();
                var kept = await TryRenewAsync(lease, ct);
                if (kept == true)
                {
                    renewed = asked;
                }
                else if (kept == false || clock.GetElapsedTime(renewed) > Hold * 0.7)
                {
                    LeaseLog.LeaseLost(logger, name);
                    await lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The work is done, there is nothing left to keep.
        }
    }

    /// <returns>Null when the store could not say.</returns>
    private async Task<bool?> TryRenewAsync(Lease lease, CancellationToken ct)
    {
        try
        {
            return await leases.RenewAsync(lease, Hold, ct) is not null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LeaseLog.RenewalFailed(logger, name, e);
            return null;
        }
    }

    private static TimeSpan Clamp(TimeSpan time, TimeSpan least, TimeSpan most) =>
        time < least ? least : time > most ? most : time;
}
