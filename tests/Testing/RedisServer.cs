using System.Globalization;

namespace DigitalDocs.Testing;

/// <summary>A Redis of a test's own.</summary>
public sealed class RedisServer : EngineServer
{
    private RedisServer(string script, int port, params string[] more)
        : base("redis-server", script, port, more)
    {
    }

    /// <param name="options">As of <c>redis-server</c>: <c>--requirepass</c>, <c>--maxmemory</c> …</param>
    public static Task<RedisServer> StartAsync(params string[] options) =>
        BeginAsync(new RedisServer("redis.sh", Ports.Free(), options), CancellationToken.None);

    /// <summary>A sentinel that watches the primary under the name <c>dd</c> and decides alone.</summary>
    /// <param name="settings">Lines of its configuration.</param>
    public static Task<RedisServer> StartSentinelAsync(RedisServer primary, params string[] settings)
    {
        string[] more =
        [
            primary.Port.ToString(CultureInfo.InvariantCulture),
            "sentinel down-after-milliseconds dd 500",
            "sentinel failover-timeout dd 3000",
            .. settings,
        ];
        return BeginAsync(new RedisServer("sentinel.sh", Ports.Free(), more), CancellationToken.None);
    }

    /// <summary>A node that is to become part of a cluster.</summary>
    public static Task<RedisServer> StartClusterNodeAsync()
    {
        // The port beside it: the usual one, 10,000 above, need not be free.
        var port = Ports.Free();
        return BeginAsync(
            new RedisServer("redis.sh", port, "--cluster-enabled", "yes", "--cluster-port", $"{port + 1}", "--cluster-node-timeout", "1000"),
            CancellationToken.None);
    }
}
