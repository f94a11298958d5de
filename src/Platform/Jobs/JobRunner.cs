using System.Collections.Concurrent;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Jobs;

/// <summary>
/// Works off a queue, as many jobs at once as it has places; it claims only what it has a free place for, so copies
/// share the work by what they can do. The last place is kept for an agency that has nothing in work.
/// </summary>
internal sealed class JobRunner<TDb, TJob>(
    JobQueue<TDb, TJob> queue,
    JobSignal<TJob> signal,
    IJobWork<TJob> work,
    JobSettings<TJob> settings,
    TimeProvider clock,
    ILogger<JobRunner<TDb, TJob>> log) : BackgroundService
    where TDb : ServiceDb
    where TJob : QueuedJob
{
    private static readonly TimeSpan WaitForStore = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookForOrphans = TimeSpan.FromSeconds(5);
    private static readonly string Kind = typeof(TJob).Name;
    private readonly ConcurrentDictionary<Guid, int> _here = new();
    private long? _orphansLooked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await ClaimOnAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: jobs in work were given back, and the other copies may begin with them.
            signal.Wake();
        }
    }

    private async Task ClaimOnAsync(CancellationToken ct)
    {
        using var places = new SemaphoreSlim(settings.Places);
        var running = new List<Task>();
        try
        {
            while (true)
            {
                await places.WaitAsync(ct);
                var next = signal.Next;
                TJob? job = null;
                try
                {
                    job = await TryClaimAsync(onlyNew: settings.Places > 1 && places.CurrentCount == 0, ct);
                }
                finally
                {
                    // Whoever runs the job gives its place back; without a job that is here.
                    _ = job is null ? places.Release() : 0;
                }

                if (job is null)
                {
                    await signal.WaitAsync(next, ct);
                    continue;
                }

                running.RemoveAll(task => task.IsCompleted);
                running.Add(RunAsync(job, places, ct));
            }
        }
        finally
        {
            // Jobs in work end first: each gives back what it holds.
            await Task.WhenAll(running);
        }
    }

    private async Task<TJob?> TryClaimAsync(bool onlyNew, CancellationToken ct)
    {
        try
        {
            if (_orphansLooked is not { } looked || clock.GetElapsedTime(looked) > LookForOrphans)
            {
                _orphansLooked = clock.GetTimestamp();
                await queue.ReleaseOrphansAsync(ct);
            }

            return await queue.ClaimAsync(onlyNew, _here, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.QueueFailed(Kind, error);
            return null;
        }
    }

    private async Task RunAsync(TJob job, SemaphoreSlim places, CancellationToken ct)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var keeping = KeepAsync(job, lost);

        // A place for an agency that had something in work, where the last one was kept free of it.
        _here.AddOrUpdate(job.AgencyId, 1, (_, held) => held + 1);
        var place = new JobPlace(() =>
        {
            _here.AddOrUpdate(job.AgencyId, 0, (_, held) => held - 1);
            places.Release();
            signal.WakeHere();
        });
        try
        {
            await work.RunAsync(job, place, lost.Token);
        }
        catch (Exception error)
        {
            await GiveBackAsync(job, error, lost.IsCancellationRequested);
        }
        finally
        {
            await lost.CancelAsync();
            await keeping;
            place.Leave();
        }
    }

    private async Task GiveBackAsync(TJob job, Exception error, bool isStopping)
    {
        try
        {
            if (!isStopping)
            {
                log.JobFailed(Kind, job.Id, job.Attempts, error);
            }

            // A store that is away or full says nothing of the file: it waits, however long that takes.
            var isInnocent = error is StoreUnavailableException or StoreFullException;
            var after = isStopping ? TimeSpan.Zero
                : isInnocent ? WaitForStore : TimeSpan.FromSeconds(Math.Min(300, 5 * job.Attempts));
            await queue.ReleaseAsync(job, after, counts: !isStopping && !isInnocent, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // Its lease runs out, and it is begun again.
            log.QueueFailed(Kind, failure);
        }
    }

    // Renews the lease while the job runs; without the lease the work is somebody else's. A store that fails is asked
    // again for as long as the lease lasts.
    private async Task KeepAsync(TJob job, CancellationTokenSource lost)
    {
        var renewed = clock.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(settings.Lease / 4, clock, lost.Token);
                var asked = clock.GetTimestamp();
                var kept = await TryRenewAsync(job, lost.Token);
                if (kept == true)
                {
                    renewed = asked;
                }
                else if (kept == false || clock.GetElapsedTime(renewed) > settings.Lease * 0.8)
                {
                    await lost.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The job ended.
        }
    }

    private async Task<bool?> TryRenewAsync(TJob job, CancellationToken ct)
    {
        try
        {
            return await queue.RenewAsync(job, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.QueueFailed(Kind, error);
            return null;
        }
    }
}
