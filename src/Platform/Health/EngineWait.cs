using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Health;

/// <summary>The start of a process whose engines may come up later than it does.</summary>
public static class EngineWait
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Brings the databases to this version as soon as what they need answers. Until then the process says in its log
    /// what it waits for, and answers 503 at its addresses. It never gives up: a wrong password may be mended in the
    /// server.
    /// </summary>
    public static async Task MigrateWhenReadyAsync(this WebApplication app, CancellationToken ct)
    {
        var clock = app.Services.GetRequiredService<TimeProvider>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("DigitalDocs.Start");
        var said = new Dictionary<string, (string Why, long At)>();
        WaitingRoom? room = null;
        try
        {
            for (var pause = FirstPause; await BlockersAsync(app, ct) is { Count: > 0 } troubles;)
            {
                room ??= await WaitingRoom.OpenAsync(app, ct);
                foreach (var trouble in troubles)
                {
                    if (!said.TryGetValue(trouble.Engine, out var last) || last.Why != trouble.Why
                        || clock.GetElapsedTime(last.At) > SayAgainAfter)
                    {
                        said[trouble.Engine] = (trouble.Why, clock.GetTimestamp());
                        log.WaitingFor(trouble.Engine, trouble.Why);
                    }
                }

                await Task.Delay(pause, clock, ct);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        finally
        {
            if (room is not null)
            {
                await room.DisposeAsync();
            }
        }

        if (said.Count > 0)
        {
            log.WaitIsOver();
        }
    }

    // What answered a moment ago may break while the schema is brought up to date: then we wait again.
    private static async Task<IReadOnlyList<EngineTrouble>> BlockersAsync(WebApplication app, CancellationToken ct)
    {
        var troubles = await app.Services.GetRequiredService<EngineProbes>().TroublesAsync(ct);
        var blockers = troubles.Where(trouble => trouble.Need == EngineNeed.ToStart).ToList();
        if (blockers.Count > 0)
        {
            return blockers;
        }

        try
        {
            app.Services.MigrateDatabases();
            return [];
        }
        catch (StoreUnavailableException exception)
        {
            return [new EngineTrouble(exception.Store, EngineNeed.ToStart, exception.Message)];
        }
    }
}
