using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Platform.Tests.Resilience;

/// <summary>A copy of a service: a real server on loopback that can be stopped and started at the same address.</summary>
internal sealed class CopyServer : IAsyncDisposable
{
    private WebApplication? _app;

    private CopyServer()
    {
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public ConcurrentQueue<string> Seen { get; } = new();

    public bool Ready { get; set; } = true;

    /// <summary>What it does with a call; answers 200 by itself.</summary>
    public Func<HttpContext, Task> Behave { get; set; } = _ => Task.CompletedTask;

    public static async Task<CopyServer> StartAsync(CancellationToken ct)
    {
        var server = new CopyServer();
        await server.RunAsync(ct);
        return server;
    }

    public async Task RunAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(Address.ToString());
        _app = builder.Build();
        _app.MapGet("/health/ready", () => Ready ? Results.Ok() : Results.StatusCode(503));
        _app.MapFallback(async context =>
        {
            Seen.Enqueue($"{context.Request.Method} {context.Request.Path}");
            await Behave(context);
        });
        await _app.StartAsync(ct);
        Address = new Uri(_app.Urls.First());
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
