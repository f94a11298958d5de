using DigitalDocs.Platform.Cache;
using DigitalDocs.Platform.Tests.Redis;

namespace DigitalDocs.Platform.Tests.Cache;

public sealed class RedisCountersTests : CountersContract, IAsyncDisposable
{
    private readonly RedisTestStore _one;
    private readonly RedisTestStore _other;

    public RedisCountersTests()
    {
        var prefix = RedisTestStore.NewPrefix();
        (_one, _other) = (RedisTestStore.Open(prefix), RedisTestStore.Open(prefix));
        (One, Other) = (new RedisCounters(_one.Store, Clock), new RedisCounters(_other.Store, Clock));
    }

    protected override ICounters One { get; }

    protected override ICounters Other { get; }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task By_the_servers_clock_a_full_counter_is_free_after_its_windows()
    {
        var counters = new RedisCounters(_one.Store);
        var window = TimeSpan.FromMilliseconds(200);
        (await counters.HitAsync("a", 1, window, default)).Allowed.ShouldBeTrue();
        (await counters.HitAsync("a", 1, TimeSpan.FromHours(1), default)).Allowed.ShouldBeTrue();
        (await counters.HitAsync("a", 1, TimeSpan.FromHours(1), default)).Allowed.ShouldBeFalse();
        await counters.HitAsync("b", 1, window, default);

        await DigitalDocs.Testing.Eventually.TrueAsync(
            async () => (await counters.HitAsync("b", 1, window, default)).Allowed, "b is free again", default);
    }
}
