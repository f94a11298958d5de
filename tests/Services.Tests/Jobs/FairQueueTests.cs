using DigitalDocs.Ai;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Jobs;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Services.Tests.Jobs;

/// <summary>The queue of analyses stands for every queue: they are one class. Copies share a data folder.</summary>
public class FairQueueTests : IAsyncLifetime
{
    private const int Backlog = 60;

    private static readonly Dictionary<Guid, int> NobodyHere = [];
    private readonly TempFolder _folder = new();
    private readonly Guid _busy = Guid.CreateVersion7();
    private readonly Guid _quiet = Guid.CreateVersion7();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Where the rows are; embedded when empty.</summary>
    internal IReadOnlyDictionary<string, string?> Stores { get; set; } = new Dictionary<string, string?>();

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_agency_waits_for_what_others_have_in_work_and_never_for_what_they_have_queued()
    {
        await using var one = await StartAsync(Idle);
        await using var other = await StartAsync(Idle);
        await QueueAsync(one, _busy, Backlog);
        for (var claim = 0; claim < 6; claim++)
        {
            (await ClaimAsync(claim % 2 == 0 ? one : other)).ShouldBe(_busy);
        }

        await QueueAsync(one, _quiet, 3);

        (await ClaimAsync(one)).ShouldBe(_quiet);
        (await ClaimAsync(other)).ShouldBe(_quiet);
    }

    [Fact]
    public async Task The_place_that_is_kept_goes_only_to_an_agency_that_has_nothing_in_work()
    {
        await using var app = await StartAsync(Idle);
        await QueueAsync(app, _busy, Backlog);
        (await ClaimAsync(app)).ShouldBe(_busy);
        (await ClaimAsync(app, onlyNew: true)).ShouldBeNull();

        await QueueAsync(app, _quiet, 1);

        (await ClaimAsync(app, onlyNew: true)).ShouldBe(_quiet);
    }

    [Fact]
    public async Task Who_holds_places_here_counts_as_at_work_though_the_rows_have_ended()
    {
        await using var app = await StartAsync(Idle);
        await QueueAsync(app, _busy, 2);
        var here = new Dictionary<Guid, int> { [_busy] = 1 };
        (await Queue(app).ClaimAsync(onlyNew: true, here, Ct)).ShouldBeNull();

        await QueueAsync(app, _quiet, 1);

        (await Queue(app).ClaimAsync(onlyNew: false, here, Ct))!.AgencyId.ShouldBe(_quiet);
    }

    [Fact]
    public async Task A_place_left_early_is_the_next_jobs_and_a_stop_waits_for_what_was_left_to_do()
    {
        const int Jobs = 10;
        var work = new LeavesEarly();
        var app = await StartAsync(builder => builder.Services.AddSingleton<IJobWork<AnalysisJob>>(work));
        await QueueAsync(app, _busy, Jobs);
        await Eventually.TrueAsync(() => Task.FromResult(work.Begun == Jobs), "every job begun", Ct);

        await app.DisposeAsync();

        work.Ended.ShouldBe(Jobs);
    }

    [Fact]
    public async Task What_a_process_left_behind_is_begun_again_when_its_lease_has_run_out_and_before_what_is_queued()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var one = await StartAsync(Idle, clock);
        await using var other = await StartAsync(Idle, clock);
        await QueueAsync(one, _busy, Backlog);
        var left = await Queue(one).ClaimAsync(onlyNew: false, NobodyHere, Ct);
        (await Queue(other).ClaimAsync(onlyNew: false, NobodyHere, Ct))!.Id.ShouldNotBe(left!.Id);

        clock.Advance(TimeSpan.FromMinutes(30));

        var again = await Queue(other).ClaimAsync(onlyNew: false, NobodyHere, Ct);
        (again!.Id, again.Attempts).ShouldBe((left.Id, 2));
    }

    [Fact]
    public async Task No_job_is_given_to_two()
    {
        await using var one = await StartAsync(Idle);
        await using var other = await StartAsync(Idle);
        await QueueAsync(one, _busy, 20);
        await QueueAsync(one, _quiet, 20);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            var mine = new List<Guid>();
            while (await Queue(n % 2 == 0 ? one : other).ClaimAsync(onlyNew: false, NobodyHere, Ct) is { } job)
            {
                mine.Add(job.Id);
            }

            return mine;
        })));

        claimed.SelectMany(ids => ids).ShouldBeUnique();
        claimed.Sum(ids => ids.Count).ShouldBe(40);
    }

    [Fact]
    public async Task A_single_document_overtakes_the_backlog_of_another_agency_on_its_way_through()
    {
        await using (var before = await StartAsync(Idle))
        {
            await QueueAsync(before, _busy, Backlog);
            await QueueAsync(before, _quiet, 1);
        }

        await using var app = await StartAsync(configure: null);
        var transport = app.Services.GetRequiredService<IEventTransport>();
        await transport.SubscribeAsync("test", [AiAnalysisComplete.EventType], Ct);
        var order = new List<Guid?>();
        while (order.Count <= Backlog)
        {
            var told = await transport.ReceiveAsync("test", 8, Ct);
            await transport.CompleteAsync(told, Ct);
            order.AddRange(told.Select(delivery => delivery.Event.AgencyId));
        }

        // Behind those that were begun before it, and one more.
        order.IndexOf(_quiet).ShouldBeLessThanOrEqualTo(new AiOptions().Documents);
    }

    [Fact]
    public async Task A_copy_that_stops_hands_its_work_over_at_once_and_it_does_not_count_as_tried()
    {
        var begun = new TaskCompletionSource();
        var stopping = await StartAsync(builder => builder.Services.AddSingleton<IJobWork<AnalysisJob>>(new NeverEnding(begun)));
        await QueueAsync(stopping, _busy, 1);
        await begun.Task.WaitAsync(Ct);
        await stopping.DisposeAsync();

        await using var other = await StartAsync(Idle);
        var job = await other.UseAsync<AiDb, AnalysisJob>(_busy, db => db.AnalysisJobs.AsNoTracking().SingleAsync(Ct));
        (job.Status, job.Owner, job.LeaseUntil, job.Attempts).ShouldBe((QueuedJob.Queued, null, null, 0));
        (await ClaimAsync(other)).ShouldBe(_busy);
    }

    private static void Idle(WebApplicationBuilder builder)
    {
        var runner = builder.Services.Single(s => s.ImplementationType == typeof(JobRunner<AiDb, AnalysisJob>));
        builder.Services.Remove(runner);
    }

    private static JobQueue<AiDb, AnalysisJob> Queue(DigitalDocsApp app) =>
        app.Services.GetRequiredService<JobQueue<AiDb, AnalysisJob>>();

    private static async Task<Guid?> ClaimAsync(DigitalDocsApp app, bool onlyNew = false) =>
        (await Queue(app).ClaimAsync(onlyNew, NobodyHere, Ct))?.AgencyId;

    private static Task<int> QueueAsync(DigitalDocsApp app, Guid agency, int jobs) => app.UseAsync<IServiceProvider, int>(
        agency,
        async services =>
        {
            var db = services.GetRequiredService<AiDb>();
            for (var i = 0; i < jobs; i++)
            {
                var read = new OcrCompleted(Guid.CreateVersion7(), agency, 1, "none", null, 0, null, "Empty.", false);
                db.AnalysisJobs.Add(AnalysisJob.For(read, DateTimeOffset.UnixEpoch.AddSeconds(i)));
            }

            var saved = await db.SaveChangesAsync(Ct);
            services.GetRequiredService<JobSignal<AnalysisJob>>().Wake();
            return saved;
        });

    private Task<DigitalDocsApp> StartAsync(Action<WebApplicationBuilder>? configure, TimeProvider? clock = null) =>
        DigitalDocsApp.StartAsync(
            [ServiceEntry.Of<AiService>("ai")],
            "all",
            new AppSettings { DataFolder = _folder.Path, Configuration = Stores, Configure = configure, Clock = clock },
            Ct);

    private sealed class LeavesEarly : IJobWork<AnalysisJob>
    {
        private int _begun;
        private int _ended;

        public int Begun => Volatile.Read(ref _begun);

        public int Ended => Volatile.Read(ref _ended);

        public async Task RunAsync(AnalysisJob job, JobPlace place, CancellationToken ct)
        {
            Interlocked.Increment(ref _begun);
            place.Leave();
            try
            {
                await Task.Delay(Timeout.Infinite, ct);
            }
            finally
            {
                Interlocked.Increment(ref _ended);
            }
        }
    }

    private sealed class NeverEnding(TaskCompletionSource begun) : IJobWork<AnalysisJob>
    {
        public Task RunAsync(AnalysisJob job, JobPlace place, CancellationToken ct)
        {
            begun.TrySetResult();
            return Task.Delay(Timeout.Infinite, ct);
        }
    }
}

/// <summary>Behind the wall of agencies, through which a claim must reach everybody's jobs.</summary>
public sealed class FairQueueOnPostgresTests : FairQueueTests
{
    private PostgresDatabase? _database;

    public override async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Ct);
        Stores = new Dictionary<string, string?>
        {
            ["Data:Provider"] = "postgres",
            ["Data:ConnectionString"] = _database.ConnectionString,
        };
    }

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
