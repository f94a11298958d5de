using System.Net.Http.Json;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.DeadLetters;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DigitalDocs.Platform.Tests.Messaging.DeadLetters;

public sealed class ReplayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_copies_of_a_service_replay_every_letter_once()
    {
        using var folder = new TempFolder();
        await using var one = await DeadLetterWorld.StartAsync(folder: folder.Path);
        await using var other = await DeadLetterWorld.StartAsync(folder: folder.Path);
        var letters = new List<DeadLetter>();
        for (var i = 0; i < 30; i++)
        {
            letters.Add(await one.BuryAsync());
        }

        await one.Admin.PostAsJsonAsync($"{DeadLetterWorld.Path}/replay", new { handler = DeadLetterWorld.Group }, Ct);
        other.App.Services.GetRequiredService<ReplaySignal>().Wake();

        foreach (var letter in letters)
        {
            await one.StateAsync(letter, DeadLetter.Replayed);
            (await one.EffectsOfAsync(letter)).ShouldBe(1);
        }

        (one.Handled.Seen.Count + other.Handled.Seen.Count).ShouldBe(30);
    }

    [Fact]
    public async Task The_second_of_two_that_both_believe_to_hold_a_letter_does_no_harm()
    {
        await using var world = await DeadLetterWorld.StartAsync();
        var letter = await world.BuryAsync();
        var binding = world.App.Services.GetServices<HandlerBinding>().Single();
        var delivery = new Delivery(DeadLetterWorld.Group, "1", 7, letter.ToEnvelope());
        var runner = world.App.Services.GetRequiredService<HandlerRunner>();

        await Task.WhenAll(runner.RunAsync(binding, delivery, Ct), runner.RunAsync(binding, delivery, Ct));
        await world.Admin.PostAsJsonAsync($"{DeadLetterWorld.Path}/{letter.Id}/replay", new { }, Ct);

        await world.StateAsync(letter, DeadLetter.Replayed);
        (await world.EffectsOfAsync(letter)).ShouldBe(1);
    }

    [Fact]
    public async Task A_replay_whose_process_died_is_taken_up_again_when_its_claim_runs_out()
    {
        await using var world = await DeadLetterWorld.StartAsync();
        var letter = await BeginAsync(world, starts: 1, claimedFor: TimeSpan.FromSeconds(-1));

        await world.StateAsync(letter, DeadLetter.Replayed);
        (await world.EffectsOfAsync(letter)).ShouldBe(1);
    }

    [Fact]
    public async Task A_replay_that_took_its_process_down_three_times_is_dead_again_without_being_tried()
    {
        await using var world = await DeadLetterWorld.StartAsync();
        var letter = await BeginAsync(world, starts: 3, claimedFor: TimeSpan.FromSeconds(-1));

        await world.StateAsync(letter, DeadLetter.Dead);
        world.Handled.Seen.ShouldBeEmpty();
        (await world.GetAsync(letter)).Letter.LastError.ShouldStartWith("Handed out 3 times");
    }

    [Fact]
    public async Task A_replay_in_the_middle_of_a_shutdown_is_done_by_the_next_process()
    {
        using var folder = new TempFolder();
        DeadLetter letter;
        await using (var first = await DeadLetterWorld.StartAsync(folder: folder.Path))
        {
            letter = await first.BuryAsync();
            var begun = new TaskCompletionSource();
            first.Handled.Hold = async ct =>
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, ct);
            };
            await first.Admin.PostAsJsonAsync($"{DeadLetterWorld.Path}/{letter.Id}/replay", new { }, Ct);
            await begun.Task.WaitAsync(Ct);
        }

        await using var second = await DeadLetterWorld.StartAsync(folder: folder.Path);
        await second.StateAsync(letter, DeadLetter.Replayed);
        (await second.EffectsOfAsync(letter)).ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_for_a_decision_is_named_by_the_health_page_and_the_process_stays_ready()
    {
        await using var world = await DeadLetterWorld.StartAsync();
        await world.BuryAsync();
        await world.App.Services.GetRequiredService<DeadLetterGauge>().CountAsync(Ct);

        var report = await world.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Ct);
        report.Entries["dead letters"].Status.ShouldBe(HealthStatus.Degraded);
        report.Entries["dead letters"].Description.ShouldNotBeNull().ShouldContain("things.WhenThingMade 1");
        (await world.App.Anonymous.GetAsync("/health/ready", Ct)).IsSuccessStatusCode.ShouldBeTrue();
        (await world.App.Anonymous.GetStringAsync("/metrics", Ct)).ShouldContain("digitaldocs_messaging_dead_letters{");
    }

    // As a process leaves it that died in the middle.
    private static async Task<DeadLetter> BeginAsync(DeadLetterWorld world, int starts, TimeSpan claimedFor)
    {
        var letter = await world.BuryAsync();
        await world.UseAsync(world.Agency, db => db.DeadLetters.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, DeadLetter.Replaying).SetProperty(row => row.Starts, starts)
                .SetProperty(row => row.ClaimedUntil, TimeProvider.System.GetUtcNow() + claimedFor),
            Ct));
        return letter;
    }
}
