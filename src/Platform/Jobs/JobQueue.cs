using System.Collections.Concurrent;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Jobs;

/// <summary>
/// Hands out jobs to one process at a time: to the agency that has the least in work anywhere and was served longest
/// ago here, oldest first within one. So an agency waits for the others' running jobs, never for their queued ones.
/// </summary>
public sealed class JobQueue<TDb, TJob>(
    IServiceScopeFactory scopes, JobOwner owner, JobSettings<TJob> settings, TimeProvider clock)
    where TDb : ServiceDb
    where TJob : QueuedJob
{
    private const int Tried = 8;
    private const string Reason = "the queue serves all agencies";
    private readonly ConcurrentDictionary<Guid, long> _served = new();
    private long _turn;

    /// <summary>Claims the next job for this process; null when nothing waits.</summary>
    /// <param name="onlyNew">Only for an agency that has nothing in work.</param>
    /// <param name="here">
    /// How many places of this process an agency has: also those of jobs whose rows have ended, with something left to do.
    /// </param>
    public async Task<TJob?> ClaimAsync(bool onlyNew, IReadOnlyDictionary<Guid, int> here, CancellationToken ct)
    {
        await using var scope = Scope(Guid.Empty);
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        var running = await db.AcrossAgencies<TJob>(Reason).Where(job => job.Status == QueuedJob.Running)
            .Select(job => new { job.AgencyId, job.LeaseUntil }).ToListAsync(ct);
        var abandoned = running.Where(job => job.LeaseUntil < now).Select(job => job.AgencyId).ToHashSet();
        var inWork = running.Where(job => job.LeaseUntil >= now).CountBy(job => job.AgencyId).ToDictionary();
        var agencies = abandoned.Union(await QueuedAsync(db, ct));
        foreach (var agency in agencies
            .Where(agency => !onlyNew || InWorkOf(agency) == 0)
            .OrderBy(InWorkOf).ThenBy(_served.GetValueOrDefault))
        {
            var job = abandoned.Contains(agency) ? await ClaimFirstAsync(db, Abandoned(db, agency, now), now, ct) : null;
            if ((job ?? await ClaimFirstAsync(db, Queued(db, agency, now), now, ct)) is { } claimed)
            {
                _served[agency] = Interlocked.Increment(ref _turn);
                return claimed;
            }
        }

        return null;

        int InWorkOf(Guid agency) => Math.Max(inWork.GetValueOrDefault(agency), here.GetValueOrDefault(agency));
    }

    /// <summary>Whether a job that was read again is still this process's.</summary>
    public bool Holds(TJob job) => job.Owner == owner.Name;

    /// <summary>Keeps a job; false when it has another owner by now.</summary>
    public async Task<bool> RenewAsync(TJob job, CancellationToken ct)
    {
        await using var scope = Scope(job.AgencyId);
        var until = clock.GetUtcNow() + settings.Lease;
        return await Own(scope, job).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, until), ct) > 0;
    }

    /// <summary>Gives a job back, to be tried again after a while.</summary>
    public async Task ReleaseAsync(TJob job, TimeSpan after, bool counts, CancellationToken ct)
    {
        await using var scope = Scope(job.AgencyId);
        DateTimeOffset? due = after > TimeSpan.Zero ? clock.GetUtcNow() + after : null;
        var attempts = job.Attempts - (counts ? 0 : 1);
        await Own(scope, job).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, QueuedJob.Queued).SetProperty(row => row.Owner, (string?)null)
                .SetProperty(row => row.LeaseUntil, due).SetProperty(row => row.Attempts, attempts),
            ct);
    }

    /// <summary>Takes the jobs of processes of this machine that are gone, without waiting for their leases.</summary>
    public async Task ReleaseOrphansAsync(CancellationToken ct)
    {
        await using var scope = Scope(Guid.Empty);
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var running = db.AcrossAgencies<TJob>("jobs of processes that ended").Where(job => job.Status == QueuedJob.Running);
        var owners = await running.Select(job => job.Owner).Distinct().ToListAsync(ct);
        foreach (var gone in owners.Where(JobOwner.IsGone))
        {
            await running.Where(job => job.Owner == gone).ExecuteUpdateAsync(
                set => set.SetProperty(job => job.Status, QueuedJob.Queued).SetProperty(job => job.Owner, (string?)null)
                    .SetProperty(job => job.LeaseUntil, (DateTimeOffset?)null),
                ct);
        }
    }

    /// <summary>A scope in which the service acts for an agency.</summary>
    public AsyncServiceScope Scope(Guid agency)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService(settings.Service, agency);
        return scope;
    }

    /// <summary>The row of a job, as long as it is this process's.</summary>
    public IQueryable<TJob> Own(AsyncServiceScope scope, TJob job) =>
        scope.ServiceProvider.GetRequiredService<TDb>().Set<TJob>()
            .Where(row => row.Id == job.Id && row.Owner == owner.Name);

    // One look for each agency, however much it has waiting: each claim would else look through the whole backlog.
    private static async Task<List<Guid>> QueuedAsync(TDb db, CancellationToken ct)
    {
        var table = db.Model.FindEntityType(typeof(TJob))!.GetTableName();
        var next = $"SELECT agency_id FROM {table} WHERE status = '{QueuedJob.Queued}'";
        var agencies =
            $"""
            SELECT agency AS "Value" FROM (
                WITH RECURSIVE found (agency) AS (
                    SELECT ({next} ORDER BY agency_id LIMIT 1)
                    UNION ALL
                    SELECT ({next} AND agency_id > found.agency ORDER BY agency_id LIMIT 1)
                    FROM found WHERE found.agency IS NOT NULL)
                SELECT agency FROM found WHERE agency IS NOT NULL) AS waiting
            """;
        return await db.Database.SqlQueryRaw<Guid>(agencies).TagWith(ServiceDb.EveryoneTag[3..]).ToListAsync(ct);
    }

    private static IQueryable<TJob> Queued(TDb db, Guid agency, DateTimeOffset now) => db.AcrossAgencies<TJob>(Reason)
        .Where(job => job.Status == QueuedJob.Queued && job.AgencyId == agency && (job.LeaseUntil == null || job.LeaseUntil < now));

    private static IQueryable<TJob> Abandoned(TDb db, Guid agency, DateTimeOffset now) => db.AcrossAgencies<TJob>(Reason)
        .Where(job => job.Status == QueuedJob.Running && job.AgencyId == agency && job.LeaseUntil < now);

    private async Task<TJob?> ClaimFirstAsync(TDb db, IQueryable<TJob> waiting, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var job in await waiting.AsNoTracking().OrderBy(job => job.Id).Take(Tried).ToListAsync(ct))
        {
            if (await TakeAsync(db, job, now, ct))
            {
                return job;
            }
        }

        return null;
    }

    // Compare and swap: whoever changes the row first has the job.
    private async Task<bool> TakeAsync(TDb db, TJob job, DateTimeOffset now, CancellationToken ct)
    {
        var until = now + settings.Lease;
        var attempt = job.Attempts + 1;
        var taken = await db.AcrossAgencies<TJob>(Reason)
            .Where(row => row.Id == job.Id && row.Status == job.Status && row.Attempts == job.Attempts && row.Owner == job.Owner)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, QueuedJob.Running).SetProperty(row => row.Owner, owner.Name)
                    .SetProperty(row => row.LeaseUntil, until).SetProperty(row => row.Attempts, attempt),
                ct);
        job.Attempts = attempt;
        return taken > 0;
    }
}
