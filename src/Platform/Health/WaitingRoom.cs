using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Health;

/// <summary>
/// What answers at the process's addresses until the engines do: alive, not ready and why, and 503 with Retry-After to
/// everything else.
/// </summary>
internal sealed class WaitingRoom : IAsyncDisposable
{
    private static readonly Failure ComeBack = Failure.Unavailable(
        "The server is starting and waits for one of its stores. Try again shortly.", TimeSpan.FromSeconds(5));

    private readonly WebApplication _room;

    private WaitingRoom(WebApplication room) => _room = room;

    public static async Task<WaitingRoom> OpenAsync(WebApplication app, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(app.Configuration);
        builder.Logging.ClearProviders();
        builder.Services.AddProblems();
        builder.Services.AddHealthChecks();
        foreach (var probe in app.Services.GetServices<IEngineProbe>())
        {
            builder.Services.AddSingleton(probe);
        }

        builder.Services.AddEngineChecks();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // Signals are the real process's to handle.
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        var room = builder.Build();
        room.UseMiddleware<RequestIds>();
        room.UseMiddleware<SecurityHeaders>();
        room.UseProblems();
        room.UseRouting();
        room.MapHealth();
        room.MapFallback(context => ComeBack.ToProblem().ExecuteAsync(context));
        await room.StartAsync(ct);
        return new WaitingRoom(room);
    }

    public async ValueTask DisposeAsync()
    {
        await _room.StopAsync(CancellationToken.None);
        await _room.DisposeAsync();
    }

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
