using System.Collections.Concurrent;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Ocr;

/// <summary>Hands out jobs: agency by agency, oldest first within one, each to one process at a time.</summary>
internal sealed class JobQueue(IServiceScopeFactory scopes, IOptions<OcrOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, long> _served = new();
    private long _turn;

    /// <summary>Claims the next job for this process; null when nothing waits.</summary>
    public async Task<OcrJob?> ClaimAsync(CancellationToken ct)
    {
        await using var scope = Scope(Guid.Empty);
        var db = scope.ServiceProvider.GetRequiredService<OcrDb>();
        var now = clock.GetUtcNow();
        var agencies = await Waiting(db, now).Select(job => job.AgencyId).Distinct().ToListAsync(ct);
        foreach (var agency in agencies.OrderBy(agency => _served.GetValueOrDefault(agency)))
        {
            var oldest = await Waiting(db, now).AsNoTracking()
                .Where(job => job.AgencyId == agency).OrderBy(job => job.Id).Take(8).ToListAsync(ct);
            foreach (var job in oldest)
            {
                if (await TakeAsync(db, job, now, ct))
                {
                    _served[agency] = Interlocked.Increment(ref _turn);
                    return job;
                }
            }
        }

        return null;
    }

    /// <summary>Keeps a job; false when it has another owner by now.</summary>
    public async Task<bool> RenewAsync(OcrJob job, CancellationToken ct)
    {
        await using var scope = Scope(job.AgencyId);
        var until = clock.GetUtcNow() + options.Value.Lease;
        return await scope.ServiceProvider.GetRequiredService<OcrDb>().Jobs
            .Where(row => row.Id == job.Id && row.Owner == JobOwner.Me)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, until), ct) > 0;
    }

    /// <summary>Gives a job back, to be tried again after a while.</summary>
    public async Task ReleaseAsync(OcrJob job, TimeSpan after, bool counts, CancellationToken ct)
    {
        await using var scope = Scope(job.AgencyId);
        var due = clock.GetUtcNow() + after;
        var attempts = job.Attempts - (counts ? 0 : 1);
        await scope.ServiceProvider.GetRequiredService<OcrDb>().Jobs
            .Where(row => row.Id == job.Id && row.Owner == JobOwner.Me)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, OcrJob.Queued).SetProperty(row => row.Owner, (string?)null)
                    .SetProperty(row => row.LeaseUntil, due).SetProperty(row => row.Attempts, attempts),
                ct);
    }

    /// <summary>Takes the jobs of processes of this machine that are gone, without waiting for their leases.</summary>
    public async Task ReleaseOrphansAsync(CancellationToken ct)
    {
        await using var scope = Scope(Guid.Empty);
        var db = scope.ServiceProvider.GetRequiredService<OcrDb>();
        var running = db.AcrossAgencies<OcrJob>("jobs of processes that ended").Where(job => job.Status == OcrJob.Running);
        var owners = await running.Select(job => job.Owner).Distinct().ToListAsync(ct);
        foreach (var owner in owners.Where(JobOwner.IsGone))
        {
            await running.Where(job => job.Owner == owner).ExecuteUpdateAsync(
                set => set.SetProperty(job => job.Status, OcrJob.Queued).SetProperty(job => job.Owner, (string?)null)
                    .SetProperty(job => job.LeaseUntil, (DateTimeOffset?)null),
                ct);
        }
    }

    /// <summary>A scope in which the service acts for an agency.</summary>
    public AsyncServiceScope Scope(Guid agency)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService(OcrService.Name, agency);
        return scope;
    }

    private static IQueryable<OcrJob> Waiting(OcrDb db, DateTimeOffset now) =>
        db.AcrossAgencies<OcrJob>("the queue serves all agencies").Where(job =>
            (job.Status == OcrJob.Queued && (job.LeaseUntil == null || job.LeaseUntil < now))
            || (job.Status == OcrJob.Running && job.LeaseUntil < now));

    // Compare and swap: whoever changes the row first has the job.
    private async Task<bool> TakeAsync(OcrDb db, OcrJob job, DateTimeOffset now, CancellationToken ct)
    {
        var until = now + options.Value.Lease;
        var attempt = job.Attempts + 1;
        var taken = await db.AcrossAgencies<OcrJob>("the queue serves all agencies")
            .Where(row => row.Id == job.Id && row.Status == job.Status && row.Attempts == job.Attempts && row.Owner == job.Owner)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, OcrJob.Running).SetProperty(row => row.Owner, JobOwner.Me)
                    .SetProperty(row => row.LeaseUntil, until).SetProperty(row => row.Attempts, attempt),
                ct);
        job.Attempts = attempt;
        return taken > 0;
    }
}
