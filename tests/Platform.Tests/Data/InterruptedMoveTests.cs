using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Data.Moving;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;
using DigitalDocs.Platform.Tests.Things;
using DigitalDocs.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Tests.Data;

public sealed class InterruptedMoveTests : IAsyncDisposable
{
    private readonly Guid _agency = Guid.CreateVersion7();
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_move_that_dies_in_the_middle_has_moved_nothing_and_its_repetition_everything_once()
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct);
        var waiting = await FillAsync();
        await using var target = App(
            new()
            {
                ["Data:Provider"] = "postgres",
                ["Data:ConnectionString"] = database.ConnectionString,
                ["Events:Provider"] = "redis",
                ["Events:ConnectionString"] = "127.0.0.1:1",
            });

        await Should.ThrowAsync<OperationCanceledException>(
            new InstallationMove(target.Services, table =>
            {
                if (table.Table == "things.things")
                {
                    throw new OperationCanceledException("the process is gone");
                }
            }).RunAsync(Ct));
        (await AsAsync(target, db => db.Things.CountAsync(Ct))).ShouldBe(0);

        var moved = new List<MovedRows>();
        (await new InstallationMove(target.Services, moved.Add).RunAsync(Ct)).ShouldBeNull();

        moved.Where(table => table.SourceHash.Length > 0).ShouldAllBe(table => table.IsSame);
        moved.Single(table => table.Table == "things.things").Rows.ShouldBe(3);
        (await AsAsync(target, db => db.Things.Select(thing => thing.Name).OrderBy(name => name).ToListAsync(Ct)))
            .ShouldBe(["1", "2", "3"]);

        // What the queue had not delivered goes first, then what waited in the outbox.
        var outbox = await AsAsync(target, db => db.Outbox.OrderBy(message => message.Seq).ToListAsync(Ct));
        outbox[0].EventId.ShouldBe(waiting);
        outbox.Count.ShouldBe(4);
        await AsAsync(target, async db =>
        {
            db.Publish(new ThingMade(Guid.CreateVersion7(), _agency));
            return await db.SaveChangesAsync(Ct);
        });
        (await AsAsync(target, db => db.Outbox.MaxAsync(message => message.Seq, Ct))).ShouldBeGreaterThan(outbox[^1].Seq);
    }

    // Three things with their events in the outbox, and one event in the queue that nobody has handled.
    private async Task<Guid> FillAsync()
    {
        await using var source = App([]);
        source.Services.MigrateDatabases();
        await AsAsync(source, async db =>
        {
            foreach (var name in new[] { "1", "2", "3" })
            {
                var thing = new Thing { Id = Guid.CreateVersion7(), Name = name, MadeAt = DateTimeOffset.UnixEpoch.AddMicroseconds(1) };
                db.Things.Add(thing);
                db.Publish(new ThingMade(thing.Id, _agency));
            }

            db.Record("thing.made", "thing", Guid.CreateVersion7(), details: "a \u20ac and a ' quote");
            return await db.SaveChangesAsync(Ct);
        });
        var waiting = new EventEnvelope(
            Guid.CreateVersion7(), ThingMade.EventType, "things", "a subject", DateTimeOffset.UnixEpoch, _agency, "service:things", null, "{}");
        await using var queue = new EmbeddedTransport(source.Services.GetRequiredService<Databases>(), TimeProvider.System);
        await queue.SubscribeAsync("things.WhenThingMade", [ThingMade.EventType], Ct);
        await queue.SendAsync([waiting], Ct);
        return waiting.Id;
    }

    private WebApplication App(Dictionary<string, string?> settings)
    {
        var catalogue = ServiceCatalogue.Select([ServiceEntry.Of<ThingsService>("things")], "all", out _);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("Data:Folder", _folder.Path)]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddPlatform(catalogue);
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private async Task<T> AsAsync<T>(WebApplication app, Func<ThingsDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService("tests", _agency);
        return await work(scope.ServiceProvider.GetRequiredService<ThingsDb>());
    }
}
