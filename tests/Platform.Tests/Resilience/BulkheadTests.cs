using DigitalDocs.Platform.Resilience;
using DigitalDocs.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Polly.RateLimiting;

namespace DigitalDocs.Platform.Tests.Resilience;

/// <summary>Two calls at once and one waiting: the next is refused, and other services do not notice.</summary>
public sealed class BulkheadTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TaskCompletionSource _slow = new();
    private readonly IHost _host;
    private int _under;

    public BulkheadTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Folder"] = _folder.Path,
            ["Services:ocr:Url"] = "http://ocr.internal",
            ["Services:ai:Url"] = "http://ai.internal",
            ["Resilience:CallsAtOnce"] = "2",
            ["Resilience:CallsWaiting"] = "1",
        });
        builder.AddServiceClient<Slow>("ocr").ConfigurePrimaryHttpMessageHandler(() => new Answering(async () =>
        {
            Interlocked.Increment(ref _under);
            await _slow.Task;
        }));
        builder.AddServiceClient<Quick>("ai").ConfigurePrimaryHttpMessageHandler(() => new Answering(() => Task.CompletedTask));
        _host = builder.Build();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_slow_service_fills_its_own_compartment_only()
    {
        var slow = _host.Services.GetRequiredService<Slow>().Http;
        var calls = Enumerable.Range(0, 3).Select(_ => slow.GetAsync("x", Ct)).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(_under == 2), "two calls under way", Ct);

        await Should.ThrowAsync<RateLimiterRejectedException>(() => slow.GetAsync("x", Ct));
        using var other = await _host.Services.GetRequiredService<Quick>().Http.GetAsync("x", Ct);
        other.EnsureSuccessStatusCode();

        _slow.SetResult();
        await Task.WhenAll(calls);
        _under.ShouldBe(3);
    }

    private sealed record Slow(HttpClient Http);

    private sealed record Quick(HttpClient Http);

    private sealed class Answering(Func<Task> first) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            await first();
            return new HttpResponseMessage();
        }
    }
}
