using DigitalDocs.Platform.Leases;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Leases;

public sealed class PostgresLeasesTests : LeasesContract, IAsyncLifetime
{
    private PostgresDatabase _database = null!;
    private PostgresLeases _one = null!;
    private PostgresLeases _other = null!;

    protected override ILeases One => _one;

    protected override ILeases Other => _other;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _one = new PostgresLeases(_database.ConnectionString, Clock);
        _other = new PostgresLeases(_database.ConnectionString, Clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task By_the_servers_clock_a_lease_ends_when_it_says()
    {
        await using var leases = new PostgresLeases(_database.ConnectionString);
        (await leases.TryTakeAsync("a", TimeSpan.FromMilliseconds(200), default)).ShouldNotBeNull();
        (await leases.TryTakeAsync("b", TimeSpan.FromHours(1), default)).ShouldNotBeNull();

        await Eventually.TrueAsync(
            async () => await leases.TryTakeAsync("a", TimeSpan.FromHours(1), default) is not null, "a is free", default);
        (await leases.TryTakeAsync("b", TimeSpan.FromHours(1), default)).ShouldBeNull();
    }
}
