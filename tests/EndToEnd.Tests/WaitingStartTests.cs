using System.Net;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>A process that is started before its database.</summary>
public sealed class WaitingStartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_waits_for_its_database_says_so_and_serves_as_soon_as_it_is_there()
    {
        await using var postgres = await PostgresServer.NewAsync(Ct);
        await postgres.KillAsync();
        using var folder = new TempFolder();
        var port = Ports.Free();
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        var starting = DigitalDocsProcess.StartAsync(
            [
                "--data", folder.File("data"), "--urls", $"http://localhost:{port}", "--Data:Provider=postgres",
                $"--Data:ConnectionString={postgres.ConnectionString};Password=s3cret",
            ],
            Ct);

        await Eventually.HoldsAsync(
            async () =>
            {
                using var ready = await client.GetAsync("/health/ready", Ct);
                ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
                var why = await ready.Content.ReadAsStringAsync(Ct);
                why.ShouldContain("(Data:ConnectionString).");
                why.ShouldNotContain("s3cret");
                using var refused = await client.GetAsync("/api/v1/documents", Ct);
                refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
                refused.Headers.RetryAfter.ShouldNotBeNull();
                (await client.GetAsync("/health/live", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
            },
            Ct);
        starting.IsCompleted.ShouldBeFalse();

        await postgres.StartAsync(Ct);
        await using var server = await starting;
        (await client.GetAsync("/health/ready", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.LastLines.ShouldContain("Waiting for PostgreSQL");
        server.LastLines.ShouldNotContain("s3cret");
    }
}
