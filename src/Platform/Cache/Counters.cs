namespace DigitalDocs.Platform.Cache;

/// <summary>
/// Counts hits in a sliding window: those of the running window, and of the one before as much as still overlaps.
/// Refused hits are not counted, so that somebody who keeps trying gets in again at the rate of the limit. Memory is
/// bounded; what is forgotten first are counters that ran out, then those with the fewest hits.
/// </summary>
public sealed class Counters
{
    private const int ShardCount = 16;

    private readonly TimeProvider _clock;
    private readonly CounterShard[] _shards;

    internal Counters(int capacity, TimeProvider clock)
    {
        _clock = clock;
        var each = Math.Max(1, capacity / ShardCount);
        _shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new CounterShard(each))];
    }

    internal int Count => _shards.Sum(s => s.Count);

    /// <summary>Counts a hit unless the limit is reached.</summary>
    /// <param name="key">What is limited, purpose first: <c>login:account:…</c>. Different windows need different keys.</param>
    /// <param name="limit">Hits per window, from 1.</param>
    /// <param name="window">Any positive length.</param>
    /// <param name="ct">Cancels where the counters are remote.</param>
    public Task<CounterResult> HitAsync(string key, int limit, TimeSpan window, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ct.ThrowIfCancellationRequested();
        var shard = _shards[(uint)key.GetHashCode(StringComparison.Ordinal) % ShardCount];
        return Task.FromResult(shard.Hit(key, limit, window, _clock.GetTimestamp(), _clock.TimestampFrequency));
    }

    /// <summary>Forgets the hits under a key, for instance after a sign-in that succeeded.</summary>
    public Task ResetAsync(string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _shards[(uint)key.GetHashCode(StringComparison.Ordinal) % ShardCount].Remove(key);
        return Task.CompletedTask;
    }
}

/// <summary>Where a counter stands after a hit.</summary>
/// <param name="Allowed">False when the limit is reached; the hit was not counted then.</param>
/// <param name="Limit">Hits per window.</param>
/// <param name="Remaining">Hits that would be allowed at this moment.</param>
/// <param name="RetryAfter">How long until a hit is allowed again; zero while some are.</param>
/// <param name="Reset">How long until the counter is empty when no further hits come.</param>
public readonly record struct CounterResult(
    bool Allowed, int Limit, int Remaining, TimeSpan RetryAfter, TimeSpan Reset);
