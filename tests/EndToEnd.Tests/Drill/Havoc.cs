using System.Collections.Concurrent;
using System.Diagnostics;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>
/// What goes wrong, in an order that the seed decides: processes are killed and started again, engines likewise, and
/// the network to them is cut, silenced or slowed.
/// </summary>
/// <param name="first">The engine that the drill is about: it dies before everything else; null for none.</param>
internal sealed class Havoc(Installation installation, IReadOnlyList<DrillEngine> engines, int seed, DrillEngine? first = null)
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
        if (first is not null)
        {
            await Task.Delay(_random.Next(5000, 10_000), ct);
            await KillEngineAsync(first, ct);
        }

        while (_clock.Elapsed < time)
        {
            // Shuffled like cards, so that a short drill has something of everything.
            var deck = Deck().ToArray();
            _random.Shuffle(deck);
            foreach (var mishap in deck.TakeWhile(_ => _clock.Elapsed < time))
            {
                await Task.Delay(_random.Next(1000, 4000), ct);
                await mishap(ct);
            }
        }
    }

    private IEnumerable<Func<CancellationToken, Task>> Deck()
    {
        for (var kill = 0; kill < installation.Places.Count; kill++)
        {
            yield return KillProcessAsync;
        }

        foreach (var engine in engines)
        {
            yield return ct => KillEngineAsync(engine, ct);
            if (engine.Network is { } network)
            {
                foreach (var weather in Enum.GetValues<Weather>().Except([Weather.Fine]))
                {
                    yield return ct => TurnWeatherAsync(engine.Name, network, weather, ct);
                }
            }
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

    private async Task KillEngineAsync(DrillEngine engine, CancellationToken ct)
    {
        Note($"kill -9 {engine.Name}");
        await engine.Break(TimeSpan.FromMilliseconds(_random.Next(500, 3000)), ct);
    }

    private async Task TurnWeatherAsync(string engine, TcpProxy network, Weather weather, CancellationToken ct)
    {
        Note($"network to {engine}: {weather}");
        network.Turn(weather);
        await Task.Delay(_random.Next(1000, 4000), ct);
        network.Turn(Weather.Fine);
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
