using DigitalDocs.Platform.Cache;

namespace DigitalDocs.Platform.Tests.Cache;

public sealed class MemoryCountersTests : CountersContract
{
    private readonly MemoryCounters _counters;

    public MemoryCountersTests() => _counters = new MemoryCounters(1600, Clock);

    protected override ICounters One => _counters;

    [Fact]
    public async Task A_flood_of_keys_stays_in_bounds_and_does_not_free_who_is_limited()
    {
        await FillAsync("victim");
        for (var key = 0; key < 20_000; key++)
        {
            await HitAsync($"flood {key}");
        }

        _counters.Count.ShouldBeLessThanOrEqualTo(1600);
        (await HitAsync("victim")).Allowed.ShouldBeFalse();
    }
}
