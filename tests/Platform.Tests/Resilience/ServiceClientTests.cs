using System.Net;
using DigitalDocs.Platform.Resilience;
using DigitalDocs.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DigitalDocs.Platform.Tests.Resilience;

public sealed class ServiceClientTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly List<HttpRequestMessage> _seen = [];
    private Func<CancellationToken, Task<HttpResponseMessage>> _answer = _ => Answer(HttpStatusCode.OK);
    private IHost? _host;

    public void Dispose()
    {
        _host?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_service_hosted_here_is_called_at_this_process()
    {
        var client = Client();
        _host!.Services.GetRequiredService<SelfAddress>().Uri = new Uri("http://127.0.0.1:5005/");
        (await client.Invoke().GetAsync("api/v1/x")).StatusCode.ShouldBe(HttpStatusCode.OK);

        _seen.Single().RequestUri.ShouldBe(new Uri("http://127.0.0.1:5005/api/v1/x"));
        _seen.Single().Headers.Authorization?.Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_service_elsewhere_is_called_at_its_address()
    {
        var client = Client(("Services:ocr:Url", "http://ocr.internal:81/base"));
        await client.Invoke().GetAsync("api/v1/x");

        _seen.Single().RequestUri.ShouldBe(new Uri("http://ocr.internal:81/base/api/v1/x"));
    }

    [Fact]
    public async Task Five_failures_open_the_circuit_and_a_minute_later_one_call_closes_it()
    {
        var client = RemoteClient(("Resilience:Retries", "0"));
        _answer = _ => Answer(HttpStatusCode.InternalServerError);
        for (var call = 0; call < 5; call++)
        {
            (await client.GetAsync("x")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        }

        var broken = await Should.ThrowAsync<BrokenCircuitException>(() => client.GetAsync("x"));
        broken.RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
        _seen.Count.ShouldBe(5);

        _answer = _ => Answer(HttpStatusCode.OK);
        _clock.Advance(TimeSpan.FromSeconds(60));
        (await client.GetAsync("x")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("x")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refusals_of_the_service_do_not_open_the_circuit()
    {
        var client = RemoteClient();
        _answer = _ => Answer(HttpStatusCode.TooManyRequests);
        for (var call = 0; call < 20; call++)
        {
            (await client.GetAsync("x")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        }

        _seen.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Callers_who_give_up_do_not_open_the_circuit()
    {
        var client = RemoteClient();
        _answer = async ct =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return await Answer(HttpStatusCode.OK);
        };
        for (var call = 0; call < 8; call++)
        {
            using var giveUp = new CancellationTokenSource();
            var pending = client.GetAsync("x", giveUp.Token);
            await giveUp.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(pending);
        }

        _answer = _ => Answer(HttpStatusCode.OK);
        (await client.GetAsync("x")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_call_without_answer_ends_after_thirty_seconds_and_counts_as_a_failure()
    {
        var client = RemoteClient(("Resilience:FailuresBeforeOpen", "1"));
        var waiting = new TaskCompletionSource();
        _answer = async ct =>
        {
            waiting.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return await Answer(HttpStatusCode.OK);
        };
        var pending = client.GetAsync("x");
        await waiting.Task;
        _clock.Advance(TimeSpan.FromSeconds(29));
        pending.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<TimeoutRejectedException>(pending);
        await Should.ThrowAsync<BrokenCircuitException>(() => client.GetAsync("x"));
        _seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_is_repeated_when_the_service_could_not_be_reached()
    {
        var client = RemoteClient(("Resilience:RetryDelay", "00:00:00"));
        var calls = 0;
        _answer = _ => ++calls < 3 ? throw new HttpRequestException("refused") : Answer(HttpStatusCode.OK);

        (await client.GetAsync("x")).StatusCode.ShouldBe(HttpStatusCode.OK);
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_write_is_never_repeated()
    {
        var client = RemoteClient(("Resilience:RetryDelay", "00:00:00"));
        _answer = _ => Answer(HttpStatusCode.ServiceUnavailable);

        (await client.PostAsync("x", null)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _seen.Count.ShouldBe(1);
    }

    private static Task<HttpResponseMessage> Answer(HttpStatusCode status) =>
        Task.FromResult(new HttpResponseMessage(status));

    private HttpClient RemoteClient(params (string Key, string Value)[] settings) =>
        Client([("Services:ocr:Url", "http://ocr.internal"), .. settings]).Invoke();

    private Func<HttpClient> Client(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            settings.Append(("Data:Folder", _folder.Path)).Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)));
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.AddServiceClient<OcrClient>("ocr").ConfigurePrimaryHttpMessageHandler(() => new Target(this));
        _host = builder.Build();
        return () => _host.Services.GetRequiredService<OcrClient>().Http;
    }

    private sealed record OcrClient(HttpClient Http);

    private sealed class Target(ServiceClientTests test) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            test._seen.Add(request);
            return test._answer(ct);
        }
    }
}
