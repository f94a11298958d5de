using DigitalDocs.Platform.Leases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Leases;

public sealed class PeriodicJobTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly SqliteLeases _leases;
    private int _runs;

    public PeriodicJobTests() => _leases = new SqliteLeases(_folder.File("leases.db"), _clock);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Of_two_processes_one_runs_the_job_per_interval()
    {
        using var one = Job(Count);
        using var other = Job(Count);
        for (var turn = 1; turn <= 3; turn++)
        {
            (await one.RunTurnAsync(default)).ShouldBeTrue();
            (await other.RunTurnAsync(default)).ShouldBeFalse();
            _runs.ShouldBe(turn);
            _clock.Advance(Hour);
        }
    }

    [Fact]
    public async Task When_the_leader_is_gone_another_takes_over()
    {
        using (var one = Job(Count))
        {
            await one.RunTurnAsync(default);
        }

        _clock.Advance(Hour);
        using var other = Job(Count);
        (await other.RunTurnAsync(default)).ShouldBeTrue();
    }

    [Fact]
    public async Task It_runs_at_start_and_at_each_interval_and_a_failure_does_not_end_it()
    {
        var ran = new SemaphoreSlim(0);
        using var job = Job((_, _) =>
        {
            ran.Release();
            return _runs++ == 0 ? throw new InvalidOperationException("the first run fails") : Task.CompletedTask;
        });
        await job.StartAsync(default);
        (await ran.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        await AdvanceUntilAsync(ran);
        await AdvanceUntilAsync(ran);

        await job.StopAsync(default);
        _runs.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Work_whose_lease_is_lost_is_cancelled()
    {
        var begun = new TaskCompletionSource();
        using var job = Job(async (_, ct) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
        });
        var turn = job.RunTurnAsync(default);
        await begun.Task;
        await StealAsync();
        while (!turn.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMinutes(5));
            await Task.WhenAny(turn, Task.Delay(10));
        }

        await Should.ThrowAsync<OperationCanceledException>(turn);
    }

    [Fact]
    public async Task Stopping_in_the_middle_frees_the_turn_for_another()
    {
        var begun = new TaskCompletionSource();
        using var stopping = new CancellationTokenSource();
        using var job = Job(async (_, ct) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
        });
        var turn = job.RunTurnAsync(stopping.Token);
        await begun.Task;
        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(turn);

        using var other = Job(Count);
        (await other.RunTurnAsync(default)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_holder_that_was_killed_in_the_middle_is_replaced_long_before_the_next_turn()
    {
        // What a kill leaves behind: a lease that nobody renews or releases.
        await _leases.TryTakeAsync("job:test", TimeSpan.FromSeconds(30), default);
        using var other = Job(Count);
        (await other.RunTurnAsync(default)).ShouldBeFalse();

        _clock.Advance(TimeSpan.FromSeconds(30));

        (await other.RunTurnAsync(default)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failed_turn_is_not_repeated_by_the_others_before_the_next_is_due()
    {
        using var one = Job((_, _) => throw new InvalidOperationException("it fails"));
        using var other = Job(Count);
        await Should.ThrowAsync<InvalidOperationException>(() => one.RunTurnAsync(default));
        (await other.RunTurnAsync(default)).ShouldBeFalse();
        _clock.Advance(Hour);

        (await other.RunTurnAsync(default)).ShouldBeTrue();
    }

    private PeriodicJob Job(PeriodicWork work) => new(
        "test", Hour, work, new ServiceCollection().BuildServiceProvider(), _leases, _clock,
        NullLogger<PeriodicJob>.Instance);

    private Task Count(IServiceProvider services, CancellationToken ct)
    {
        _runs++;
        return Task.CompletedTask;
    }

    // The timer is armed on another thread: time goes on until it has been seen.
    private async Task AdvanceUntilAsync(SemaphoreSlim ran)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            _clock.Advance(Hour);
            if (await ran.WaitAsync(TimeSpan.FromMilliseconds(20)))
            {
                return;
            }
        }

        Assert.Fail("The job did not run again.");
    }

    private async Task StealAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={_folder.File("leases.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE leases SET holder = 'thief'";
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
