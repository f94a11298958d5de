using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Health;

/// <summary>An engine that cannot be used, and why.</summary>
public sealed record EngineTrouble(string Engine, EngineNeed Need, string Why)
{
    public override string ToString() => $"{Engine}: {Why}";
}

/// <summary>Asks the probes, all at once and each for a short time only.</summary>
public sealed class EngineProbes(IEnumerable<IEngineProbe> probes, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    // Whoever calls /health/ready in a loop does not thereby call the engines in a loop.
    private static readonly TimeSpan AnswerIsFresh = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<IEngineProbe, (long Asked, Task<string?> Answer)> _answers = new();

    public IReadOnlyList<IEngineProbe> All { get; } = [.. probes];

    /// <summary>Every engine that cannot be used, in the order of registration.</summary>
    public async Task<IReadOnlyList<EngineTrouble>> TroublesAsync(CancellationToken ct)
    {
        var answers = await Task.WhenAll(All.Select(probe => WhatIsWrongAsync(probe, ct)));
        return [.. All.Zip(answers)
            .Where(pair => pair.Second is not null)
            .Select(pair => new EngineTrouble(pair.First.Name, pair.First.Need, pair.Second!))];
    }

    /// <returns>Null when the engine can be used; an answer may be a second old.</returns>
    public Task<string?> WhatIsWrongAsync(IEngineProbe probe, CancellationToken ct)
    {
        var now = clock.GetTimestamp();
        var entry = _answers.AddOrUpdate(
            probe,
            _ => (now, AskAsync(probe)),
            (_, kept) => kept.Answer.IsCompleted && clock.GetElapsedTime(kept.Asked, now) > AnswerIsFresh
                ? (now, AskAsync(probe))
                : kept);
        return entry.Answer.WaitAsync(ct);
    }

    private static async Task<string?> AskAsync(IEngineProbe probe)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            // A client library that does not heed its token must not hold anybody up.
            var answer = await Task.Run(() => probe.WhatIsWrongAsync(limit.Token)).WaitAsync(Patience * 1.5);
            return answer?.ReplaceLineEndings(" ");
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            return $"no answer within {Patience.TotalSeconds:0} s.";
        }
        catch (OptionsValidationException exception)
        {
            return $"not asked, its settings are wrong: {string.Join(' ', exception.Failures)}";
        }
        catch (Exception exception)
        {
            return exception.Message.ReplaceLineEndings(" ");
        }
    }
}
