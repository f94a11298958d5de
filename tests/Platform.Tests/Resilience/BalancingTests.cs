using DigitalDocs.Platform.Resilience;
using DigitalDocs.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Tests.Resilience;

/// <summary>A service in two copies, seen by a process that calls it.</summary>
public sealed class BalancingTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CopyServer _first = null!;
    private CopyServer _second = null!;
    private IHost? _host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _first = await CopyServer.StartAsync(Ct);
        _second = await CopyServer.StartAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync(CancellationToken.None);
            _host.Dispose();
        }

        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Copies_share_the_calls()
    {
        using var client = await ClientAsync();
        for (var call = 0; call < 20; call++)
        {
            using var answer = await client.GetAsync("api/v1/x", Ct);
        }

        _first.Seen.Count.ShouldBe(10);
        _second.Seen.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_busy_copy_gets_fewer_calls()
    {
        using var client = await ClientAsync();
        var busy = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        _first.Behave = _ =>
        {
            arrived.TrySetResult();
            return busy.Task;
        };
        var waiting = new List<Task<HttpResponseMessage>>();
        while (!arrived.Task.IsCompleted)
        {
            waiting.Add(client.GetAsync("api/v1/slow", Ct));
            await Task.WhenAny(arrived.Task, waiting[^1]);
        }

        for (var call = 0; call < 10; call++)
        {
            using var answer = await client.GetAsync("api/v1/x", Ct);
        }

        _second.Seen.Count(seen => seen.EndsWith("/x", StringComparison.Ordinal)).ShouldBe(10);
        busy.SetResult();
        await Task.WhenAll(waiting);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_copy_that_refuses_connections_is_seen_by_nobody(string method)
    {
        using var client = await ClientAsync();
        await _first.StopAsync();
        for (var call = 0; call < 10; call++)
        {
            using var answer = await client.SendAsync(Request(method), Ct);
            answer.EnsureSuccessStatusCode();
        }

        _second.Seen.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_read_that_broke_off_goes_to_the_other_copy()
    {
        using var client = await ClientAsync(("Resilience:LeaveOutFor", "01:00:00"));
        _first.Behave = Break;
        for (var call = 0; call < 4; call++)
        {
            using var answer = await client.GetAsync("api/v1/x", Ct);
            answer.EnsureSuccessStatusCode();
        }

        _first.Seen.Count.ShouldBe(1, "it is left out once it failed");
    }

    [Fact]
    public async Task A_write_that_broke_off_is_not_sent_twice()
    {
        using var client = await ClientAsync();
        _first.Behave = Break;
        _second.Behave = Break;

        await Should.ThrowAsync<HttpRequestException>(() => client.SendAsync(Request("POST"), Ct));

        (_first.Seen.Count + _second.Seen.Count).ShouldBe(1);
    }

    [Fact]
    public async Task A_copy_that_is_not_ready_is_left_out_and_taken_in_again()
    {
        using var client = await ClientAsync(("Resilience:ProbeEvery", "00:00:00.100"));
        _first.Ready = false;
        await Eventually.TrueAsync(async () => !await IsAskedAsync(client, _first), "the copy left out", Ct);

        _first.Ready = true;
        await Eventually.TrueAsync(() => IsAskedAsync(client, _first), "the copy taken in", Ct);
    }

    [Fact]
    public async Task A_copy_that_comes_back_is_asked_again()
    {
        using var client = await ClientAsync(("Resilience:ProbeEvery", "00:00:00.100"), ("Resilience:LeaveOutFor", "01:00:00"));
        await _first.StopAsync();
        (await IsAskedAsync(client, _second)).ShouldBeTrue();

        await _first.RunAsync(Ct);

        await Eventually.TrueAsync(() => IsAskedAsync(client, _first), "the copy taken in", Ct);
    }

    [Fact]
    public async Task When_every_copy_is_left_out_they_are_asked_all_the_same()
    {
        using var client = await ClientAsync(("Resilience:LeaveOutFor", "01:00:00"));
        await _first.StopAsync();
        await _second.StopAsync();
        await Should.ThrowAsync<HttpRequestException>(() => client.SendAsync(Request("POST"), Ct));

        await _second.RunAsync(Ct);

        using var answer = await client.SendAsync(Request("POST"), Ct);
        answer.EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Request(string method) => new(new HttpMethod(method), "api/v1/x")
    {
        Content = method == "POST" ? new StringContent("something") : null,
    };

    private static Task Break(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task<bool> IsAskedAsync(HttpClient client, CopyServer copy)
    {
        var before = copy.Seen.Count;
        for (var call = 0; call < 4; call++)
        {
            using var answer = await client.GetAsync("api/v1/x", Ct);
        }

        return copy.Seen.Count > before;
    }

    // Nobody asks the copies in between, unless a test says so: what a copy saw is what the test sent.
    private async Task<HttpClient> ClientAsync(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Resilience:ProbeEvery", "00:00:00")]);
        builder.Configuration.AddInMemoryCollection(
            settings.Prepend(("Services:ocr:Url", $"{_first.Address}; {_second.Address}"))
                .Prepend(("Data:Folder", _folder.Path))
                .Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Logging.ClearProviders();
        builder.AddCopies();
        _host = builder.Build();
        await _host.StartAsync(Ct);
        var balancing = _host.Services.CreateBalancing("ocr");
        balancing.InnerHandler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) };
        return new HttpClient(balancing) { BaseAddress = _first.Address };
    }
}
