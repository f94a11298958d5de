using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Ocr;

/// <summary>Works off the queue: several documents at once, as many pages at once as there are workers.</summary>
internal sealed class JobRunner(
    JobQueue queue,
    JobSignal signal,
    ReadJob reading,
    WorkerPool pool,
    IOptions<OcrOptions> options,
    TimeProvider clock,
    ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan WaitForStore = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            pool.Warm();
            await queue.ReleaseOrphansAsync(stoppingToken);
            await ClaimOnAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: jobs in work were given back.
        }
    }

    private async Task ClaimOnAsync(CancellationToken ct)
    {
        using var places = new SemaphoreSlim(options.Value.Documents);
        try
        {
            while (true)
            {
                await places.WaitAsync(ct);
                var next = signal.Next;
                OcrJob? job = null;
                try
                {
                    job = await TryClaimAsync(ct);
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

                _ = RunAsync(job, places, ct);
            }
        }
        finally
        {
            // Jobs in work end first: each gives back what it holds.
            for (var place = 0; place < options.Value.Documents; place++)
            {
                await places.WaitAsync(CancellationToken.None);
            }
        }
    }

    private async Task<OcrJob?> TryClaimAsync(CancellationToken ct)
    {
        try
        {
            return await queue.ClaimAsync(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.QueueFailed(error);
            return null;
        }
    }

    private async Task RunAsync(OcrJob job, SemaphoreSlim places, CancellationToken ct)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var keeping = KeepAsync(job, lost);
        try
        {
            await reading.RunAsync(job, lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            await queue.ReleaseAsync(job, TimeSpan.Zero, counts: false, CancellationToken.None);
        }
        catch (Exception error) when (error is StoreUnavailableException or StoreFullException)
        {
            // Says nothing of the file: it waits for the store, however long that takes.
            log.JobFailed(job.Id, job.Attempts, error);
            await queue.ReleaseAsync(job, WaitForStore, counts: false, CancellationToken.None);
        }
        catch (Exception error)
        {
            log.JobFailed(job.Id, job.Attempts, error);
            await queue.ReleaseAsync(job, TimeSpan.FromSeconds(5 * job.Attempts), counts: true, CancellationToken.None);
        }
        finally
        {
            await lost.CancelAsync();
            await keeping;
            places.Release();
        }
    }

    // Renews the lease while the job runs; without the lease the work is somebody else's.
    private async Task KeepAsync(OcrJob job, CancellationTokenSource lost)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.Value.Lease / 3, clock, lost.Token);
                if (!await queue.RenewAsync(job, lost.Token))
                {
                    await lost.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The job ended.
        }
        catch (Exception error)
        {
            log.QueueFailed(error);
        }
    }
}
