using DigitalDocs.Platform.Leases;
using DigitalDocs.Platform.Tests.Redis;
using DigitalDocs.Testing;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Tests.Leases;

public sealed class RedisLeasesTests : LeasesContract, IAsyncDisposable
{
    private readonly TwoProcesses _processes = new();

    public RedisLeasesTests() =>
        (One, Other) = (new RedisLeases(_processes.One, Clock), new RedisLeases(_processes.Other, Clock));

    protected override ILeases One { get; }

    protected override ILeases Other { get; }

    public ValueTask DisposeAsync() => _processes.DisposeAsync();

    [Fact]
    public async Task By_the_servers_clock_a_lease_ends_when_it_says()
    {
        var leases = new RedisLeases(_processes.One);
        (await leases.TryTakeAsync("a", TimeSpan.FromMilliseconds(200), default)).ShouldNotBeNull();
        (await leases.TryTakeAsync("b", TimeSpan.FromHours(1), default)).ShouldNotBeNull();

        await Eventually.TrueAsync(
            async () => await leases.TryTakeAsync("a", TimeSpan.FromHours(1), default) is not null, "a is free", default);
        (await leases.TryTakeAsync("b", TimeSpan.FromHours(1), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Without_the_server_nobody_gets_a_lease()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = new TwoProcesses(server.Address);
        var leases = new RedisLeases(store.One);
        (await leases.TryTakeAsync("a", TimeSpan.FromHours(1), default)).ShouldNotBeNull();
        await server.KillAsync();

        await Should.ThrowAsync<RedisException>(() => leases.TryTakeAsync("b", TimeSpan.FromHours(1), default));
    }
}
