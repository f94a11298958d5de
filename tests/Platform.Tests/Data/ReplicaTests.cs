using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Tests.Things;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DigitalDocs.Platform.Tests.Data;

/// <summary>A main server with a real streaming replica.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private readonly Guid _writer = Guid.CreateVersion7();
    private readonly Guid _reader = Guid.CreateVersion7();
    private PostgresServer _main = null!;
    private PostgresServer _replica = null!;
    private ThingsApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _main = await PostgresServer.NewAsync(Ct);
        _replica = await _main.ReplicaAsync(Ct);
        var settings = ThingsApp.OnPostgres(_main.ConnectionString);
        settings["Data:ReplicaConnectionString"] = _replica.ConnectionString;
        _app = await ThingsApp.StartAsync(Ct, settings: settings);
        await Eventually.TrueAsync(async () => await IsFromReplicaAsync(_reader), "the replica is used", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in new IAsyncDisposable?[] { _app, _replica, _main })
        {
            await (thing?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    [Fact]
    public async Task Marked_reads_go_to_the_replica_unless_the_caller_just_wrote_and_come_back_when_it_is_late_or_dead()
    {
        // Not marked: the main server.
        (await _app.AsAsync(_reader, IsReplicaAsync)).ShouldBeFalse();

        // Whoever wrote sees it, until the replica must have it too.
        var id = await AddAsync();
        (await _app.AsAsync(_writer, db => db.AllowStale().Things.AnyAsync(thing => thing.Id == id, Ct))).ShouldBeTrue();
        (await FromReplicaAsync(_writer)).ShouldBeFalse();
        _app.Clock.Advance(TimeSpan.FromSeconds(6));
        await Eventually.TrueAsync(async () => await IsFromReplicaAsync(_writer), "the writer reads from the replica again", Ct);
        (await _app.AsAsync(_writer, db => db.AllowStale().Things.AnyAsync(thing => thing.Id == id, Ct))).ShouldBeTrue();

        // A replica that stands still is left after the bound, and used again when it has caught up.
        await OnReplicaAsync("SELECT pg_wal_replay_pause()");
        await AddAsync();
        await Eventually.TrueAsync(async () => !await IsFromReplicaAsync(_reader), "the late replica is left", Ct);
        await OnReplicaAsync("SELECT pg_wal_replay_resume()");
        await Eventually.TrueAsync(async () => await IsFromReplicaAsync(_reader), "the replica has caught up", Ct);

        // A dead one fails nobody.
        await _replica.KillAsync();
        (await FromReplicaAsync(_reader)).ShouldBeFalse();
        await _replica.StartAsync(Ct);
        await Eventually.TrueAsync(async () => await IsFromReplicaAsync(_reader), "the replica is back", Ct);
    }

    [Fact]
    public async Task A_context_that_read_from_the_replica_writes_to_the_main_server()
    {
        var name = await _app.AsAsync(_reader, async db =>
        {
            (await db.AllowStale().Things.CountAsync(Ct)).ShouldBe(0);
            db.Things.Add(new Thing { Id = Guid.CreateVersion7(), Name = "written" });
            await db.SaveChangesAsync(Ct);
            return (await db.Things.SingleAsync(Ct)).Name;
        });

        name.ShouldBe("written");
    }

    private Task<Guid> AddAsync() => _app.AsAsync(_writer, async db =>
    {
        var thing = new Thing { Id = Guid.CreateVersion7(), Name = "a thing" };
        db.Things.Add(thing);
        await db.SaveChangesAsync(Ct);
        return thing.Id;
    });

    // The watch looks twice a second; the clock of the test makes the seconds.
    private async Task<bool> IsFromReplicaAsync(Guid agency)
    {
        _app.Clock.Advance(TimeSpan.FromMilliseconds(500));
        await Task.Yield();
        return await FromReplicaAsync(agency);
    }

    private Task<bool> FromReplicaAsync(Guid agency) => _app.AsAsync(agency, db => IsReplicaAsync(db.AllowStale()));

    private static async Task<bool> IsReplicaAsync(ThingsDb db) =>
        (await db.Database.SqlQueryRaw<bool>("SELECT pg_is_in_recovery() AS \"Value\"").ToListAsync(Ct)).Single();

    private async Task OnReplicaAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_replica.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
