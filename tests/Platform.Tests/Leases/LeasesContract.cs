using DigitalDocs.Platform.Leases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Platform.Tests.Leases;

/// <summary>What leases promise. <see cref="Other"/> is another process on the same store.</summary>
public abstract class LeasesContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected FakeTimeProvider Clock { get; } = new();

    protected abstract ILeases One { get; }

    protected abstract ILeases Other { get; }

    [Fact]
    public async Task A_held_lease_is_not_given_twice()
    {
        var lease = await One.TryTakeAsync("a", Minute, default);

        lease.ShouldNotBeNull();
        lease.Until.ShouldBe(Clock.GetUtcNow() + Minute);
        (await Other.TryTakeAsync("a", Minute, default)).ShouldBeNull();
        (await One.TryTakeAsync("a", Minute, default)).ShouldBeNull();
        (await Other.TryTakeAsync("b", Minute, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_lease_whose_time_is_over_goes_to_the_next_and_its_holder_learns_it()
    {
        var lease = (await One.TryTakeAsync("a", Minute, default))!;
        Clock.Advance(Minute);
        (await Other.TryTakeAsync("a", Minute, default)).ShouldNotBeNull();

        (await One.RenewAsync(lease, Minute, default)).ShouldBeNull();
        await One.ReleaseAsync(lease, default);
        (await One.TryTakeAsync("a", Minute, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_renewed_lease_is_held_on()
    {
        var lease = (await One.TryTakeAsync("a", Minute, default))!;
        Clock.Advance(Minute / 2);
        lease = (await One.RenewAsync(lease, Minute, default))!;
        Clock.Advance(Minute / 2);

        (await Other.TryTakeAsync("a", Minute, default)).ShouldBeNull();
        (await One.RenewAsync(lease, Minute, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_released_lease_is_free_at_once()
    {
        var lease = (await One.TryTakeAsync("a", Minute, default))!;
        await One.ReleaseAsync(lease, default);
        await One.ReleaseAsync(lease, default);

        (await Other.TryTakeAsync("a", Minute, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_many_who_try_at_once_one_succeeds()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(
            n => Task.Run(() => (n % 2 == 0 ? One : Other).TryTakeAsync("a", Minute, default))));

        taken.Count(l => l is not null).ShouldBe(1);
    }

    [Fact]
    public async Task A_lease_that_ran_out_but_that_nobody_took_is_held_on()
    {
        var lease = (await One.TryTakeAsync("a", Minute, default))!;
        Clock.Advance(2 * Minute);

        (await One.RenewAsync(lease, Minute, default)).ShouldNotBeNull();
        (await Other.TryTakeAsync("a", Minute, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_released_lease_cannot_be_renewed()
    {
        var lease = (await One.TryTakeAsync("a", Minute, default))!;
        await One.ReleaseAsync(lease, default);

        (await One.RenewAsync(lease, Minute, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_copies_of_a_periodic_job_one_runs_per_interval()
    {
        var runs = 0;
        var copies = Enumerable.Range(0, 6).Select(n => new PeriodicJob(
            "shared", Minute, Count, new ServiceCollection().BuildServiceProvider(), n % 2 == 0 ? One : Other, Clock,
            NullLogger<PeriodicJob>.Instance)).ToList();
        for (var turn = 1; turn <= 3; turn++)
        {
            await Task.WhenAll(copies.Select(copy => Task.Run(() => copy.RunTurnAsync(default))));
            await Task.WhenAll(copies.Select(copy => Task.Run(() => copy.RunTurnAsync(default))));
            runs.ShouldBe(turn);
            Clock.Advance(Minute);
        }

        copies.ForEach(copy => copy.Dispose());

        Task Count(IServiceProvider services, CancellationToken ct)
        {
            Interlocked.Increment(ref runs);
            return Task.CompletedTask;
        }
    }
}
