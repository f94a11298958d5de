using DigitalDocs.Platform.Tests.Things;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Platform.Tests.Data;

/// <summary>What every service may rely on, whichever engine keeps its rows.</summary>
public abstract class ServiceDbContract : IAsyncLifetime
{
    private readonly Guid _mine = Guid.CreateVersion7();
    private readonly Guid _theirs = Guid.CreateVersion7();
    private ThingsApp _app = null!;

    /// <summary>SQLite has no second wall: whoever drops the filter sees everything.</summary>
    internal virtual bool OnlyFilters => false;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await ThingsApp.StartAsync(Ct, settings: await SettingsAsync(Ct));

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await DropAsync();
        GC.SuppressFinalize(this);
    }

    internal virtual Task<Dictionary<string, string?>> SettingsAsync(CancellationToken ct) =>
        Task.FromResult(new Dictionary<string, string?>());

    internal virtual ValueTask DropAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_inserted_row_belongs_to_the_callers_agency()
    {
        var id = await AddAsync(_mine);

        (await _app.AsAsync(_mine, db => db.Things.SingleAsync(thing => thing.Id == id, Ct))).AgencyId.ShouldBe(_mine);
    }

    [Fact]
    public async Task Another_agencys_rows_are_not_seen()
    {
        var id = await AddAsync(_theirs);

        (await _app.AsAsync(_mine, db => db.Things.AnyAsync(thing => thing.Id == id, Ct))).ShouldBeFalse();
        (await _app.AsAsync(_mine, async db => await db.Things.FindAsync([id], Ct))).ShouldBeNull();
    }

    [Fact]
    public async Task Another_agencys_row_cannot_be_changed()
    {
        var id = await AddAsync(_theirs);

        await Should.ThrowAsync<InvalidOperationException>(_app.AsAsync(_mine, async db =>
        {
            var thing = await db.AcrossAgencies<Thing>("prove that the stamp holds").SingleAsync(t => t.Id == id, Ct);
            thing.Name = "mine now";
            return await db.SaveChangesAsync(Ct);
        }));
    }

    [Fact]
    public async Task Nobody_inserts_a_row_without_an_agency() =>
        await Should.ThrowAsync<InvalidOperationException>(AddAsync(Guid.Empty));

    [Fact]
    public async Task Times_come_back_in_UTC_to_the_microsecond()
    {
        var at = new DateTimeOffset(2026, 5, 4, 11, 0, 0, 123, 456, TimeSpan.FromHours(2));
        var id = await AddAsync(_mine, at);

        var read = await _app.AsAsync(_mine, db => db.Things.SingleAsync(thing => thing.Id == id, Ct));
        read.MadeAt.ShouldBe(at);
        read.MadeAt.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Only_a_query_across_agencies_sees_every_agency()
    {
        await AddAsync(_mine);
        await AddAsync(_theirs);

        (await _app.AsAsync(Guid.Empty, db => db.AcrossAgencies<Thing>("count them").CountAsync(Ct))).ShouldBe(2);
        (await _app.AsAsync(Guid.Empty, db => db.Things.IgnoreQueryFilters().CountAsync(Ct))).ShouldBe(OnlyFilters ? 2 : 0);
        (await _app.AsAsync(_mine, db => db.Things.IgnoreQueryFilters().CountAsync(Ct))).ShouldBe(OnlyFilters ? 2 : 1);
    }

    [Fact]
    public async Task A_job_changes_rows_of_several_agencies_at_once()
    {
        await AddAsync(_mine);
        await AddAsync(_theirs);

        await _app.AsAsync(Guid.Empty, async db =>
        {
            foreach (var thing in await db.AcrossAgencies<Thing>("rename them").ToListAsync(Ct))
            {
                thing.Name = "renamed";
                db.Publish(new ThingMade(thing.Id, thing.AgencyId));
            }

            return await db.SaveChangesAsync(Ct);
        });
        await _app.AsAsync(Guid.Empty, db => db.AcrossAgencies<Thing>("mark them")
            .ExecuteUpdateAsync(set => set.SetProperty(thing => thing.Name, thing => thing.Name + "!"), Ct));

        // What is heard of the events adds things of its own.
        (await _app.AsAsync(_theirs, db => db.Things.CountAsync(thing => thing.Name == "renamed!", Ct))).ShouldBe(1);
        await Eventually.TrueAsync(() => Task.FromResult(_app.Handled.Seen.Count == 2), "both events handled", Ct);
    }

    [Fact]
    public async Task A_transaction_of_the_callers_own_keeps_to_the_agency_and_can_be_undone()
    {
        await AddAsync(_theirs);

        await _app.AsAsync(_mine, async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            db.Things.Add(new Thing { Id = Guid.CreateVersion7(), Name = "undone" });
            await db.SaveChangesAsync(Ct);
            (await db.Things.CountAsync(Ct)).ShouldBe(1);
            (await db.AcrossAgencies<Thing>("in the middle").CountAsync(Ct)).ShouldBe(2);
            (await db.Things.IgnoreQueryFilters().CountAsync(Ct)).ShouldBe(OnlyFilters ? 2 : 1);
            await transaction.RollbackAsync(Ct);
            return 0;
        });

        (await _app.AsAsync(_mine, db => db.Things.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task Many_writers_at_once_all_succeed()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AddAsync(_mine)));

        (await _app.AsAsync(_mine, db => db.Things.CountAsync(Ct))).ShouldBe(50);
    }

    private Task<Guid> AddAsync(Guid agency, DateTimeOffset? at = null) => _app.AsAsync(agency, async db =>
    {
        var thing = new Thing { Id = Guid.CreateVersion7(), Name = "a thing", MadeAt = at ?? _app.Clock.GetUtcNow() };
        db.Things.Add(thing);
        await db.SaveChangesAsync(Ct);
        return thing.Id;
    });
}

public sealed class ServiceDbOnSqliteTests : ServiceDbContract
{
    internal override bool OnlyFilters => true;
}

public class ServiceDbOnPostgresTests : ServiceDbContract
{
    private PostgresDatabase? _database;

    internal virtual string Through => PostgresDatabase.Direct;

    internal override async Task<Dictionary<string, string?>> SettingsAsync(CancellationToken ct) =>
        ThingsApp.OnPostgres((_database = await PostgresDatabase.CreateAsync(ct, Through)).ConnectionString);

    internal override ValueTask DropAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}

public sealed class ServiceDbThroughPgBouncerTests : ServiceDbOnPostgresTests
{
    internal override string Through => PostgresDatabase.Pooled;
}
