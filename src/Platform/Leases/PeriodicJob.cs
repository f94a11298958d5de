using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Leases;

/// <summary>What a periodic job does: once per interval in the whole installation, with a scope of its own.</summary>
public delegate Task PeriodicWork(IServiceProvider services, CancellationToken ct);

/// <summary>
/// Runs work at an interval under a lease, so that of many processes one does it. The lease is kept until shortly
/// before the next turn is due, and renewed while the work takes longer; work whose lease is lost is cancelled.
/// </summary>
internal sealed class PeriodicJob(
    string name, TimeSpan interval, PeriodicWork work, IServiceProvider services, ILeases leases, TimeProvider clock,
    ILogger<PeriodicJob> logger) : BackgroundService
{
    // Shorter than the interval, so that the holder's own next turn does not meet its own lease.
    private TimeSpan LeaseTime => interval * 0.9;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
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

    /// <returns>False when another process has the turn.</returns>
    internal async Task<bool> RunTurnAsync(CancellationToken ct)
    {
        if (await leases.TryTakeAsync($"job:{name}", LeaseTime, ct) is not { } lease)
        {
            return false;
        }

        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var keeping = KeepAsync(lease, lost, done.Token);
        var begun = clock.GetTimestamp();
        try
        {
            await using var scope = services.CreateAsyncScope();
            await work(scope.ServiceProvider, lost.Token);
            LeaseLog.JobDone(logger, name, clock.GetElapsedTime(begun).TotalMilliseconds);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // We are stopping in the middle: another process may begin at once.
            await leases.ReleaseAsync(lease, CancellationToken.None);
            throw;
        }
        finally
        {
            await done.CancelAsync();
            await keeping;
        }

        return true;
    }

    private async Task KeepAsync(Lease lease, CancellationTokenSource lost, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(LeaseTime / 3, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                if (await leases.RenewAsync(lease, LeaseTime, ct) is null)
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
        catch (Exception e)
        {
            LeaseLog.RenewalFailed(logger, name, e);
            await lost.CancelAsync();
        }
    }
}
