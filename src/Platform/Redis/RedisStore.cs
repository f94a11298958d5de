using StackExchange.Redis;

namespace DigitalDocs.Platform.Redis;

/// <summary>The part of a Redis server that belongs to this installation: all keys and channels begin with its prefix.</summary>
internal sealed class RedisStore(RedisConnections connections, string connectionString, string prefix)
{
    /// <summary>
    /// Begins a script: <c>now</c> in milliseconds, the server's own unless the first argument says another. One
    /// clock for all processes.
    /// </summary>
    public const string Now = """
        local now = tonumber(ARGV[1])
        if now == 0 then
          local time = redis.call('TIME')
          now = time[1] * 1000 + math.floor(time[2] / 1000)
        end

        """;

    public static long Time(TimeProvider? clock) => clock?.GetUtcNow().ToUnixTimeMilliseconds() ?? 0;

    public Task<IConnectionMultiplexer> ConnectionAsync(CancellationToken ct) => connections.GetAsync(connectionString, ct);

    public async Task<IDatabase> DatabaseAsync(CancellationToken ct) => (await ConnectionAsync(ct)).GetDatabase();

    public RedisKey Key(string key) => $"{prefix}:{key}";

    public RedisChannel Channel(string name) => RedisChannel.Literal($"{prefix}:{name}");
}
