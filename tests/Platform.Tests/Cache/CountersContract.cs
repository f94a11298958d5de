using DigitalDocs.Platform.Cache;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Platform.Tests.Cache;

/// <summary>What counters promise. <see cref="Other"/> is another process on the same store, where there is one.</summary>
public abstract class CountersContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private int _hits;

    protected FakeTimeProvider Clock { get; } = new();

    protected abstract ICounters One { get; }

    protected virtual ICounters Other => One;

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
        Clock.Advance(wait - TimeSpan.FromSeconds(1));
        (await HitAsync("a")).Allowed.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(2));
        (await HitAsync("a")).Allowed.ShouldBeTrue();
        (await HitAsync("a")).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task Around_the_border_of_two_windows_the_limit_holds()
    {
        await HitAsync("a");
        Clock.Advance(Minute - TimeSpan.FromSeconds(1));
        for (var hit = 0; hit < 9; hit++)
        {
            (await HitAsync("a")).Allowed.ShouldBeTrue();
        }

        Clock.Advance(TimeSpan.FromSeconds(2));
        (await HitAsync("a")).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_keeps_trying_gets_in_at_the_rate_of_the_limit()
    {
        var allowed = 0;
        for (var second = 0; second < 600; second++)
        {
            allowed += (await HitAsync("a")).Allowed ? 1 : 0;
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        allowed.ShouldBeInRange(90, 110);
    }

    [Fact]
    public async Task After_the_reset_time_all_is_forgotten()
    {
        await FillAsync("a");
        Clock.Advance((await HitAsync("a")).Reset);
        (await HitAsync("a")).Remaining.ShouldBe(9);
    }

    [Fact]
    public async Task Keys_do_not_share_hits_and_can_be_reset()
    {
        await FillAsync("a");
        (await HitAsync("b")).Allowed.ShouldBeTrue();
        await Other.ResetAsync("a", default);
        (await HitAsync("a")).Remaining.ShouldBe(9);
    }

    [Fact]
    public async Task Hits_at_once_never_pass_the_limit()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => HitAsync("a"))));
        results.Count(r => r.Allowed).ShouldBe(10);
    }

    protected Task<CounterResult> HitAsync(string key) =>
        (Interlocked.Increment(ref _hits) % 2 == 0 ? One : Other).HitAsync(key, 10, Minute, default);

    protected async Task FillAsync(string key)
    {
        for (var hit = 0; hit < 10; hit++)
        {
            (await HitAsync(key)).Allowed.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task What_cannot_be_counted_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => One.HitAsync("", 1, Minute, default));
        await Should.ThrowAsync<ArgumentException>(() => One.HitAsync("a", 0, Minute, default));
        await Should.ThrowAsync<ArgumentException>(() => One.HitAsync("a", 1, TimeSpan.Zero, default));
    }
}
