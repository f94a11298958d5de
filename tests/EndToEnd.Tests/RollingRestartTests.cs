using DigitalDocs.EndToEnd.Tests.Drill;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>
/// A new version comes in: each process is stopped as an orchestrator stops it and started anew, one by one.
/// <c>tools/rolling-restart.sh</c> does it from an older version to this one; else both are this one.
/// </summary>
[Trait("length", "long")]
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    private const int Clients = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("lineup", "rolling-embedded")]
    public Task Nobody_sees_more_of_a_rolling_restart_than_a_retryable_503() => RollAsync(Stores.Embedded);

    [Fact(Explicit = true)]
    [Trait("lineup", "rolling-redis")]
    public Task Nobody_sees_more_of_a_rolling_restart_on_PostgreSQL_Redis_and_S3() => RollAsync(Stores.RedisAndS3);

    [Fact(Explicit = true)]
    [Trait("lineup", "rolling-rabbitmq")]
    public Task Nobody_sees_more_of_a_rolling_restart_on_PostgreSQL_RabbitMQ_and_S3() => RollAsync(Stores.RabbitMqAndS3);

    private async Task RollAsync(Stores stores)
    {
        await using var installation = await Installation.StartAsync(
            new Lineup(Layout.TwoOfEach, stores, HostBinary.RequireBefore()), Ct);
        var crowd = new Crowd(installation, Clients, seed: 5, Tolerance.None);

        await crowd.WorkDuringAsync(
            async () =>
            {
                foreach (var place in installation.Places)
                {
                    (await place.StopAsync(Ct)).ShouldBe(0, $"{place}: {place.Process.LastLines}");
                    await place.StartAsync(Ct);
                }
            },
            Ct);

        output.WriteLine(crowd.Summary);
        (await crowd.CheckAsync(Ct)).ShouldBeEmpty(crowd.Summary);
        (await Leftovers.FindAsync(installation, Ct)).ShouldBeEmpty();
    }
}
