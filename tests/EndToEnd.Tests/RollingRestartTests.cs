using DigitalDocs.EndToEnd.Tests.Drill;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>A new version comes in: each process is stopped as an orchestrator stops it and started anew, one by one.</summary>
public sealed class RollingRestartTests(TwoOfEach fixture, ITestOutputHelper output) : IClassFixture<TwoOfEach>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nobody_sees_more_of_a_rolling_restart_than_a_retryable_503()
    {
        var crowd = new Crowd(fixture.Installation, clients: 8, seed: 5, Tolerance.None);

        await crowd.WorkDuringAsync(
            async () =>
            {
                foreach (var place in fixture.Installation.Places)
                {
                    (await place.StopAsync(Ct)).ShouldBe(0, $"{place}: {place.Process.LastLines}");
                    await place.StartAsync(Ct);
                }
            },
            Ct);

        output.WriteLine(crowd.Summary);
        (await crowd.CheckAsync(Ct)).ShouldBeEmpty(crowd.Summary);
    }
}
