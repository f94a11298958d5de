using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Jobs;
using DigitalDocs.Platform.Tests.Things;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Tests.Data;

public sealed class SqliteWriterTurnTests : IAsyncLifetime
{
    private static readonly Guid Agency = Guid.CreateVersion7();
    private ThingsApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private FairGate Turn => _app.Services.GetRequiredService<ServiceDbCompanion<ThingsDb>>().WriterTurn;

    public async ValueTask InitializeAsync() => _app = await ThingsApp.StartAsync(Ct);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Every_change_waits_for_the_writers_turn_and_ends_it()
    {
        var other = await Turn.EnterAsync(Guid.Empty, isUrgent: false, Ct);
        var saved = AddAsync();
        var deleted = _app.AsAsync(Agency, db => db.Things.ExecuteDeleteAsync(Ct));
        var counted = await _app.AsAsync(Agency, db => db.Things.CountAsync(Ct));
        counted.ShouldBe(0);
        saved.IsCompleted.ShouldBeFalse();
        deleted.IsCompleted.ShouldBeFalse();

        other.Dispose();

        await saved;
        (await deleted).ShouldBe(1);
        (await Turn.EnterAsync(Agency, isUrgent: false, Ct)).Dispose();
    }

    [Fact]
    public async Task A_change_that_fails_ends_its_turn()
    {
        await Should.ThrowAsync<SqliteException>(
            _app.AsAsync(Agency, db => db.Database.ExecuteSqlAsync($"DELETE FROM nowhere", Ct)));
        await Should.ThrowAsync<DbUpdateException>(_app.AsAsync(Agency, db =>
        {
            db.Things.Add(new Thing { Id = Guid.CreateVersion7(), Name = null! });
            return db.SaveChangesAsync(Ct);
        }));

        await AddAsync();
    }

    private Task<int> AddAsync() => _app.AsAsync(Agency, db =>
    {
        db.Things.Add(new Thing { Id = Guid.CreateVersion7(), Name = "one" });
        return db.SaveChangesAsync(Ct);
    });
}
