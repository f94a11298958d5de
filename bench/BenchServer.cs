using DigitalDocs.Contracts.Auth;
using DigitalDocs.Testing;

namespace DigitalDocs.Bench;

/// <summary>The installation that is measured: one process, embedded stores, limits out of the way.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private static readonly string[] Settings =
    [
        "--Edge:RequestsPerMinuteAndUser=100000000",
        "--Edge:RequestsPerMinuteAndAgency=100000000",
        "--Edge:RequestsPerMinuteAndAddress=100000000",
        "--Logging:LogLevel:Default=Warning",
    ];

    private BenchServer(Installation installation, TimeSpan startTime)
    {
        (Installation, StartTime) = (installation, startTime);
    }

    public Installation Installation { get; }

    public TimeSpan StartTime { get; }

    public static async Task<BenchServer> StartAsync(CancellationToken ct)
    {
        var installation = await Installation.StartAsync(Lineup.Smallest, ct, Settings);

        // The first start creates databases and keys; the second is the one that people wait for.
        await installation.StopAsync(ct);
        var began = TimeProvider.System.GetTimestamp();
        await installation.RunAsync(ct);
        return new BenchServer(installation, TimeProvider.System.GetElapsedTime(began));
    }

    public Task<(HttpClient Client, TokenAnswer Answer)> SignInAsync(CancellationToken ct, string role = "escrowOfficer") =>
        Installation.SignInAsync(role, ct);

    public ValueTask DisposeAsync() => Installation.DisposeAsync();
}
