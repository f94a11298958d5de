using System.Security.Cryptography;
using System.Text;
using DigitalDocs.Platform.Redis;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Cache;

/// <summary>
/// Counters of the whole installation: a hash per key that goes away by itself, changed by one script by the server's
/// clock, so that neither races nor differing clocks let anybody past the limit.
/// </summary>
/// <param name="clock">Only for tests: instead of the server's clock.</param>
internal sealed class RedisCounters(RedisStore store, TimeProvider? clock = null) : ICounters
{
    private const long Frequency = 1000;

    private const string Hit = RedisStore.Now + """
        local limit, length = tonumber(ARGV[2]), tonumber(ARGV[3])
        local seen = redis.call('HMGET', KEYS[1], 'start', 'length', 'before', 'hits')
        local start, before, hits = tonumber(seen[1]), tonumber(seen[3]), tonumber(seen[4])
        if not start or tonumber(seen[2]) ~= length or now >= start + 2 * length then
          start, before, hits = now, 0, 0
        elseif now >= start + length then
          start, before, hits = start + length, hits, 0
        end
        if now < start then now = start end
        local allowed = 0
        if before * (1 - (now - start) / length) + hits + 1 <= limit then
          allowed, hits = 1, hits + 1
          redis.call('HSET', KEYS[1], 'start', start, 'length', length, 'before', before, 'hits', hits)
          redis.call('PEXPIRE', KEYS[1], 2 * length)
        end
        return {allowed, start, before, hits, now}
        """;

    public async Task<CounterResult> HitAsync(string key, int limit, TimeSpan window, CancellationToken ct)
    {
        CounterWindow.Check(key, limit, window);
        var length = Math.Max(1, (long)window.TotalMilliseconds);
        var database = await store.DatabaseAsync(ct);
        var answer = (long[])(await database.ScriptEvaluateAsync(
            Hit, [Key(key)], [RedisStore.Time(clock), limit, length]).WaitAsync(ct))!;
        return new CounterWindow(answer[1], length, (int)answer[2], (int)answer[3])
            .ToResult(answer[0] == 1, limit, answer[4], Frequency);
    }

    public async Task ResetAsync(string key, CancellationToken ct)
    {
        var database = await store.DatabaseAsync(ct);
        await database.KeyDeleteAsync(Key(key)).WaitAsync(ct);
    }

    // Keys hold addresses and accounts, which are nobody's business on another server.
    private RedisKey Key(string key) =>
        store.Key("counter:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16)));
}
