using DigitalDocs.Platform.Cache;
using DigitalDocs.Platform.Tests.Redis;
using DigitalDocs.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigitalDocs.Platform.Tests.Cache;

public sealed class DegradingCountersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_server_is_away_or_silent_each_process_counts_alone_and_afterwards_together()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = new TwoProcesses(server.Address);
        var counters = Counters(store);
        (await HitAsync(counters)).Remaining.ShouldBe(9);
        (await HitAsync(Counters(store))).Remaining.ShouldBe(8);

        server.Pause();
        (await HitAsync(counters)).Remaining.ShouldBe(9);
        server.GoOn();
        await server.KillAsync();
        (await HitAsync(counters)).Remaining.ShouldBe(8);

        await server.StartAsync(Ct);
        await Eventually.TrueAsync(
            async () =>
            {
                await HitAsync(Counters(store));
                return (await HitAsync(counters)).Remaining < 7;
            },
            "both count together", Ct);
    }

    // Patient: only a server that is really silent counts as such, not a busy machine.
    private static DegradingCounters Counters(TwoProcesses store) => new(
        new RedisCounters(store.One), new MemoryCounters(1600, TimeProvider.System), TimeProvider.System,
        NullLogger<DegradingCounters>.Instance, patience: TimeSpan.FromSeconds(5));

    private static Task<CounterResult> HitAsync(DegradingCounters counters) =>
        counters.HitAsync("a", 10, TimeSpan.FromHours(1), Ct);
}
