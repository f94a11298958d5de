using System.Globalization;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>Engines of the drill's own: real servers that keep what they acknowledged, each behind a network of its own.</summary>
internal sealed class DrillEngines : IAsyncDisposable
{
    private const string AccessKey = "drill";
    private const string SecretKey = "drill-secret";
    private readonly List<IAsyncDisposable> _owned = [];
    private readonly List<DrillEngine> _all = [];
    private readonly List<string> _settings = [];

    public IReadOnlyList<DrillEngine> All => _all;

    public IReadOnlyList<string> Settings => _settings;

    /// <summary>The master under a sentinel; null where Redis is single or absent.</summary>
    public DrillEngine? Pair { get; private set; }

    /// <param name="sentinel">Redis as a pair under a sentinel instead of a single server.</param>
    public static async Task<DrillEngines> StartAsync(Stores stores, bool sentinel, CancellationToken ct)
    {
        var engines = new DrillEngines();
        if (stores == Stores.Embedded)
        {
            return engines;
        }

        try
        {
            await engines.StartPostgresAsync(ct);
            await (sentinel ? engines.StartPairAsync(ct)
                : stores == Stores.RedisAndS3 ? engines.StartRedisAsync(ct)
                : engines.StartRabbitMqAsync(ct));
            await engines.StartS3Async(ct);
            return engines;
        }
        catch
        {
            await engines.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in Enumerable.Reverse(_owned))
        {
            await thing.DisposeAsync();
        }
    }

    private async Task StartPostgresAsync(CancellationToken ct)
    {
        var server = Own(await EngineServer.StartAsync("postgres", "postgres.sh", "pg_ctlcluster", ct));
        var pool = Own(await EngineServer.StartAsync(
            "pgbouncer", "pgbouncer.sh", "pgbouncer", ct, server.Port.ToString(CultureInfo.InvariantCulture)));
        var network = Own(new TcpProxy(pool.Port));
        _all.Add(new DrillEngine("PostgreSQL", (pause, token) => RestartAsync(server, pause, token), network));
        _settings.AddRange(InstallationStores.Postgres(
            $"Host=127.0.0.1;Port={network.Port};Username=dd;Database=postgres;Timeout=5;Maximum Pool Size=20"));
    }

    private async Task StartRedisAsync(CancellationToken ct)
    {
        var network = Add("Redis", await EngineServer.StartAsync("redis", "redis.sh", "redis-server", ct));
        _settings.AddRange(InstallationStores.Redis($"127.0.0.1:{network.Port}"));
    }

    private async Task StartPairAsync(CancellationToken ct)
    {
        var pair = Own(await RedisPair.StartAsync(ct));
        Pair = new DrillEngine("the master of Redis", pair.FailOverAsync, null);
        _all.Add(Pair);
        _settings.AddRange(InstallationStores.Redis(pair.ConnectionString));
        _settings.Add("--Events:RedisReplicas=1");
    }

    private async Task StartRabbitMqAsync(CancellationToken ct)
    {
        var network = Add("RabbitMQ", await EngineServer.StartAsync(
            "rabbitmq", "rabbitmq.sh", "/usr/lib/rabbitmq/bin/rabbitmq-server", ct));
        _settings.AddRange(InstallationStores.RabbitMq(network.Port));
    }

    private async Task StartS3Async(CancellationToken ct)
    {
        Environment.SetEnvironmentVariable("DD_S3_ACCESS_KEY", AccessKey);
        Environment.SetEnvironmentVariable("DD_S3_SECRET_KEY", SecretKey);
        var server = await EngineServer.StartAsync("s3", "s3.sh", EngineServer.S3Program, ct);
        var network = Add("S3", server);
        await InstallationStores.CreateBucketAsync($"http://127.0.0.1:{server.Port}", AccessKey, SecretKey, ct: ct);
        _settings.AddRange(InstallationStores.S3($"http://127.0.0.1:{network.Port}", AccessKey, SecretKey));
    }

    private TcpProxy Add(string name, EngineServer server)
    {
        Own(server);
        var network = Own(new TcpProxy(server.Port));
        _all.Add(new DrillEngine(name, (pause, token) => RestartAsync(server, pause, token), network));
        return network;
    }

    private static async Task RestartAsync(EngineServer server, TimeSpan pause, CancellationToken ct)
    {
        await server.KillAsync();
        await Task.Delay(pause, ct);
        await server.StartAsync(ct);
    }

    private T Own<T>(T thing)
        where T : IAsyncDisposable
    {
        _owned.Add(thing);
        return thing;
    }
}
