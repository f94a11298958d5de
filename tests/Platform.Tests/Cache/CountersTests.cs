using DigitalDocs.Platform.Cache;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Platform.Tests.Cache;

public sealed class CountersTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly Counters _counters;

    public CountersTests() => _counters = new Counters(1600, _clock);

    [Fact]
    public async Task The_hit_after_the_limit_is_refused_and_told_when_to_come_back()
    {
        for (var hit = 1; hit <= 10; hit++)
        {
            var result = await HitAsync("login");
            result.Allowed.ShouldBeTrue();
            result.Remaining.ShouldBe(10 - hit);
        }

        var refused = await HitAsync("login");
        refused.Allowed.ShouldBeFalse();
        refused.Remaining.ShouldBe(0);
        refused.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task Whoever_waits_as_told_gets_in_and_not_earlier()
    {
        await FillAsync("a");
        var wait = (await HitAsync("a")).RetryAfter;
        _clock.Advance(wait - TimeSpan.FromSeconds(1));
        (await HitAsync("a")).Allowed.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await HitAsync("a")).Allowed.ShouldBeTrue();
        (await HitAsync("a")).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task Around_the_border_of_two_windows_the_limit_holds()
    {
        await HitAsync("a");
        _clock.Advance(Minute - TimeSpan.FromSeconds(1));
        for (var hit = 0; hit < 9; hit++)
        {
            (await HitAsync("a")).Allowed.ShouldBeTrue();
        }

        _clock.Advance(TimeSpan.FromSeconds(2));
        (await HitAsync("a")).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_keeps_trying_gets_in_at_the_rate_of_the_limit()
    {
        var allowed = 0;
        for (var second = 0; second < 600; second++)
        {
            allowed += (await HitAsync("a")).Allowed ? 1 : 0;
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        allowed.ShouldBeInRange(90, 110);
    }

    [Fact]
    public async Task After_the_reset_time_all_is_forgotten()
    {
        await FillAsync("a");
        _clock.Advance((await HitAsync("a")).Reset);
        (await HitAsync("a")).Remaining.ShouldBe(9);
    }

    [Fact]
    public async Task Keys_do_not_share_hits_and_can_be_reset()
    {
        await FillAsync("a");
        (await HitAsync("b")).Allowed.ShouldBeTrue();
        await _counters.ResetAsync("a", default);
        (await HitAsync("a")).Remaining.ShouldBe(9);
    }

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

    [Fact]
    public async Task Hits_at_once_never_pass_the_limit()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => HitAsync("a"))));
        results.Count(r => r.Allowed).ShouldBe(10);
    }

    private Task<CounterResult> HitAsync(string key) => _counters.HitAsync(key, 10, Minute, default);

    private async Task FillAsync(string key)
    {
        for (var hit = 0; hit < 10; hit++)
        {
            (await HitAsync(key)).Allowed.ShouldBeTrue();
        }
    }
}
