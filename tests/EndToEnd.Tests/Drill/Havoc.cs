using System.Collections.Concurrent;
using System.Diagnostics;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>
/// What goes wrong, in an order that the seed decides: processes are killed and started again, engines likewise, and
/// the network to them is cut, silenced or slowed.
/// </summary>
internal sealed class Havoc(Installation installation, IReadOnlyList<DrillEngine> engines, int seed)
{
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(15);
    private readonly Random _random = new(seed);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _lastEdgeTrouble = long.MinValue;

    /// <summary>What was done, with the second it began.</summary>
    public ConcurrentQueue<string> Done { get; } = new();

    /// <summary>Whether a gateway was killed a moment ago: only then may a connection end without an answer.</summary>
    public bool EdgeIsInTrouble => _clock.ElapsedMilliseconds - Interlocked.Read(ref _lastEdgeTrouble) < Aftermath.TotalMilliseconds;

    /// <summary>Goes on for so long, and leaves everything running and the weather fine.</summary>
    public async Task RunAsync(TimeSpan time, CancellationToken ct)
    {
        while (_clock.Elapsed < time)
        {
            await Task.Delay(_random.Next(2000, 6000), ct);
            var what = _random.Next(engines.Count == 0 ? 2 : 6);
            await (what < 2 ? KillProcessAsync(ct) : what == 2 ? KillEngineAsync(ct) : TurnWeatherAsync(ct));
        }
    }

    private async Task KillProcessAsync(CancellationToken ct)
    {
        var place = installation.Places[_random.Next(installation.Places.Count)];
        Note($"kill -9 {place}");
        Mark(place);
        await place.KillAsync();
        await Task.Delay(_random.Next(0, 1500), ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await place.StartAsync(ct);
                Mark(place);
                return;
            }
            catch (Xunit.Sdk.XunitException) when (attempt < 20 && !ct.IsCancellationRequested)
            {
                // It ended at start; whoever runs processes starts it again.
                Note($"{place} did not start, once more");
                await Task.Delay(500, ct);
            }
        }
    }

    private async Task KillEngineAsync(CancellationToken ct)
    {
        var engine = engines[_random.Next(engines.Count)];
        Note($"kill -9 {engine.Name}");
        await engine.Break(TimeSpan.FromMilliseconds(_random.Next(500, 3000)), ct);
    }

    private async Task TurnWeatherAsync(CancellationToken ct)
    {
        var reachable = engines.Where(engine => engine.Network is not null).ToList();
        var engine = reachable[_random.Next(reachable.Count)];
        var weather = (Weather)_random.Next(1, 4);
        Note($"network to {engine.Name}: {weather}");
        engine.Network!.Turn(weather);
        await Task.Delay(_random.Next(1000, 5000), ct);
        engine.Network.Turn(Weather.Fine);
    }

    private void Mark(InstallationProcess place)
    {
        if (place.IsEdge)
        {
            Interlocked.Exchange(ref _lastEdgeTrouble, _clock.ElapsedMilliseconds);
        }
    }

    private void Note(string what) => Done.Enqueue($"{_clock.Elapsed.TotalSeconds,6:0.0} s  {what}");
}
