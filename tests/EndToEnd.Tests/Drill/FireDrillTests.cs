using System.Diagnostics;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>
/// The fire drill on its line-ups. <c>DD_DRILL_SEED</c> sets another order of things, <c>DD_DRILL_MINUTES</c> how long
/// each lasts; <c>tools/fire-drill.sh</c> runs one of them by hand, for as long as one likes.
/// </summary>
[Trait("length", "long")]
public sealed class FireDrillTests(ITestOutputHelper output)
{
    private const int Clients = 20;
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("DD_DRILL_SEED"), out var seed) ? seed : 20261125;

    // A breaker that stays open for a minute would outlast most of what the drill breaks.
    private static readonly string[] Settings = ["--Resilience:OpenFor=00:00:05"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("lineup", "embedded")]
    public Task Nothing_acknowledged_is_lost_or_doubled_when_processes_on_the_embedded_stores_are_killed() =>
        DrillAsync(Stores.Embedded, minutes: 0.5);

    [Fact]
    [Trait("lineup", "redis")]
    public Task Nothing_acknowledged_is_lost_or_doubled_on_PostgreSQL_Redis_and_S3() =>
        DrillAsync(Stores.RedisAndS3, minutes: 2);

    [Fact]
    [Trait("lineup", "rabbitmq")]
    public Task Nothing_acknowledged_is_lost_or_doubled_on_PostgreSQL_RabbitMQ_and_S3() =>
        DrillAsync(Stores.RabbitMqAndS3, minutes: 1.5);

    [Fact]
    [Trait("lineup", "sentinel")]
    public Task Nothing_acknowledged_is_lost_or_doubled_when_the_master_of_Redis_dies_and_its_replica_takes_over() =>
        DrillAsync(Stores.RedisAndS3, minutes: 1, sentinel: true);

    private static TimeSpan Time(double minutes) => TimeSpan.FromMinutes(
        double.TryParse(Environment.GetEnvironmentVariable("DD_DRILL_MINUTES"), out var wanted) ? wanted : minutes);

    private async Task DrillAsync(Stores stores, double minutes, bool sentinel = false)
    {
        await using var engines = await DrillEngines.StartAsync(stores, sentinel, Ct);
        await using var installation = await Installation.StartAsync(
            new Lineup(Layout.TwoOfEach, stores), new InstallationStores(engines.Settings), Ct, Settings);
        var havoc = new Havoc(installation, engines.All, Seed, first: engines.Pair);
        var crowd = new Crowd(installation, Clients, Seed, new Tolerance(() => havoc.EdgeIsInTrouble, BrokenAnswers: true));

        await crowd.WorkDuringAsync(() => havoc.RunAsync(Time(minutes), Ct), Ct);
        var calm = Stopwatch.StartNew();
        await installation.RunAsync(Ct);
        var wrong = (await crowd.CheckAsync(Ct)).Concat(await Leftovers.FindAsync(installation, Ct)).ToList();

        var story = $"Fire drill on {stores}, seed {Seed}, {Time(minutes).TotalSeconds:0} s, compared in {calm.Elapsed.TotalSeconds:0} s: "
            + $"{crowd.Summary}\n{string.Join('\n', havoc.Done)}";
        output.WriteLine(story);
        await HoldAsync(wrong, installation);
        Assert.True(wrong.Count == 0, $"{wrong.Count} differences:\n{string.Join('\n', wrong.Take(40))}\n{story}");
    }

    // DD_DRILL_HOLD leaves everything as it is when something is wrong, for whoever wants to look for the cause.
    private static async Task HoldAsync(List<string> wrong, Installation installation)
    {
        if (wrong.Count > 0 && Environment.GetEnvironmentVariable("DD_DRILL_HOLD") is { Length: > 0 })
        {
            Console.WriteLine($"{string.Join('\n', wrong)}\nHeld with {string.Join(' ', installation.Settings)}");
            await Task.Delay(Timeout.Infinite, Ct);
        }
    }
}
