namespace DigitalDocs.Platform.Cache;

/// <summary>
/// Counters of this process. Memory is bounded; what is forgotten first are counters that ran out, then those with the
/// fewest hits.
/// </summary>
internal sealed class MemoryCounters : ICounters
{
    private const int ShardCount = 16;

    private readonly TimeProvider _clock;
    private readonly CounterShard[] _shards;

    public MemoryCounters(int capacity, TimeProvider clock)
    {
        _clock = clock;
        var each = Math.Max(1, capacity / ShardCount);
        _shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new CounterShard(each))];
    }

    public int Count => _shards.Sum(s => s.Count);

    public Task<CounterResult> HitAsync(string key, int limit, TimeSpan window, CancellationToken ct)
    {
        CounterWindow.Check(key, limit, window);
        ct.ThrowIfCancellationRequested();
        var shard = _shards[(uint)key.GetHashCode(StringComparison.Ordinal) % ShardCount];
        return Task.FromResult(shard.Hit(key, limit, window, _clock.GetTimestamp(), _clock.TimestampFrequency));
    }

    public Task ResetAsync(string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _shards[(uint)key.GetHashCode(StringComparison.Ordinal) % ShardCount].Remove(key);
        return Task.CompletedTask;
    }
}
