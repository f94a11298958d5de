using System.Net;
using System.Text.Json;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Tests.Things;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Tests.Health;

public sealed class EngineProbesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_that_throws_is_reported_in_one_line_and_the_others_are_asked_all_the_same()
    {
        var probes = new EngineProbes(
            [new Probe("a", _ => throw new InvalidOperationException("two\nlines")), new Probe("b", _ => Task.FromResult<string?>(null)),
                new Probe("c", _ => Task.FromResult<string?>("the bucket is missing (Blobs:S3:Bucket)."))],
            TimeProvider.System);

        (await probes.TroublesAsync(Ct)).Select(trouble => trouble.ToString())
            .ShouldBe(["a: two lines", "c: the bucket is missing (Blobs:S3:Bucket)."]);
    }

    [Fact]
    public async Task An_engine_that_never_answers_holds_nobody_up()
    {
        var probes = new EngineProbes([new Probe("a", ct => NeverAsync(ct))], TimeProvider.System);

        (await probes.TroublesAsync(Ct)).ShouldHaveSingleItem().Why.ShouldBe("no answer within 4 s.");
    }

    [Fact]
    public async Task Readiness_names_what_it_asked()
    {
        await using var app = await ThingsApp.StartAsync(Ct);

        using var answer = await app.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        body.RootElement.GetProperty("checks").GetProperty("data folder").GetProperty("status").GetString().ShouldBe("ok");
    }

    [Fact]
    public async Task A_process_that_serves_no_files_stays_ready_without_their_store_and_says_so_once()
    {
        await using var app = await ThingsApp.StartAsync(Ct, settings: new Dictionary<string, string?>
        {
            ["Blobs:Provider"] = BlobsOptions.S3Provider,
            ["Blobs:S3:Endpoint"] = "http://127.0.0.1:1",
            ["Blobs:S3:Bucket"] = "files",
            ["Blobs:S3:AccessKey"] = "key",
            ["Blobs:S3:SecretKey"] = "secret",
        });

        for (var asked = 0; asked < 3; asked++)
        {
            using var answer = await app.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
            body.RootElement.GetProperty("checks").GetProperty("S3").GetProperty("status").GetString().ShouldBe("degraded");
        }

        app.Logged.Count(HealthLog.NotHealthyEvent).ShouldBe(1);
    }

    [Theory]
    [InlineData(true, EngineNeed.ToServe)]
    [InlineData(false, EngineNeed.ToHelp)]
    public void Only_a_process_with_a_service_that_keeps_files_needs_their_store(bool keepsFiles, EngineNeed need)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Blobs:Provider", BlobsOptions.S3Provider)]);
        builder.AddBlobStoreForEvents();
        if (keepsFiles)
        {
            builder.AddBlobStore();
        }

        using var services = builder.Services.BuildServiceProvider();
        services.GetServices<IEngineProbe>().OfType<S3Probe>().ShouldHaveSingleItem().Need.ShouldBe(need);
    }

    private static async Task<string?> NeverAsync(CancellationToken ct)
    {
        await Task.Delay(Timeout.Infinite, ct);
        return null;
    }

    private sealed class Probe(string name, Func<CancellationToken, Task<string?>> ask) : IEngineProbe
    {
        public string Name => name;

        public EngineNeed Need => EngineNeed.ToServe;

        public Task<string?> WhatIsWrongAsync(CancellationToken ct) => ask(ct);
    }
}
