using DigitalDocs.Platform.Tests.Things;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Platform.Tests.Data;

public sealed class ServiceDbTests : IAsyncLifetime
{
    private readonly Guid _mine = Guid.CreateVersion7();
    private readonly Guid _theirs = Guid.CreateVersion7();
    private ThingsApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await ThingsApp.StartAsync(Ct);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

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
