using DigitalDocs.Platform.Cache;
using DigitalDocs.Platform.Tests.Redis;

namespace DigitalDocs.Platform.Tests.Cache;

public sealed class RedisCountersTests : CountersContract, IAsyncDisposable
{
    private readonly TwoProcesses _processes = new();

    public RedisCountersTests() =>
        (One, Other) = (new RedisCounters(_processes.One, Clock), new RedisCounters(_processes.Other, Clock));

    protected override ICounters One { get; }

    protected override ICounters Other { get; }

    public ValueTask DisposeAsync() => _processes.DisposeAsync();

    [Fact]
    public async Task By_the_servers_clock_a_full_counter_is_free_after_its_windows()
    {
        var counters = new RedisCounters(_processes.One);
        var window = TimeSpan.FromMilliseconds(200);
        (await counters.HitAsync("a", 1, window, default)).Allowed.ShouldBeTrue();
        (await counters.HitAsync("a", 1, TimeSpan.FromHours(1), default)).Allowed.ShouldBeTrue();
        (await counters.HitAsync("a", 1, TimeSpan.FromHours(1), default)).Allowed.ShouldBeFalse();
        await counters.HitAsync("b", 1, window, default);

        await DigitalDocs.Testing.Eventually.TrueAsync(
            async () => (await counters.HitAsync("b", 1, window, default)).Allowed, "b is free again", default);
    }
}
