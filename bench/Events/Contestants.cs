using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;
using DigitalDocs.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace DigitalDocs.EventBench;

/// <summary>A measured figure.</summary>
internal sealed record Row(string What, double Value, string Unit, string Wanted = "–");

/// <summary>A transport, what it is to reach, and what its store reaches alone.</summary>
internal sealed record Contestant(
    IEventTransport Transport,
    int Events,
    string WantedRate,
    Func<CancellationToken, Task<IReadOnlyList<Row>>> Ceiling,
    Func<ValueTask> CloseAsync) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)Transport).DisposeAsync();
        await CloseAsync();
    }
}

internal static class Contestants
{
    public static Task<Contestant> OpenAsync(string name, CancellationToken ct) => name switch
    {
        "embedded" => Task.FromResult(OpenEmbedded()),
        "redis" => OpenRedisAsync(ct),
        "rabbitmq" => OpenRabbitMqAsync(ct),
        _ => throw new ArgumentException($"{name} is none of embedded, redis, rabbitmq.", nameof(name)),
    };

    private static Contestant OpenEmbedded()
    {
        var folder = new TempFolder();
        var options = new DataOptions { Folder = folder.Path };
        return new Contestant(
            new EmbeddedTransport(new Databases(Options.Create(options)), TimeProvider.System),
            50_000,
            "≥ 10,000",
            _ => Task.FromResult(Ceilings.Sqlite(folder.File("ceiling.db"))),
            () =>
            {
                folder.Dispose();
                return ValueTask.CompletedTask;
            });
    }

    private static async Task<Contestant> OpenRedisAsync(CancellationToken ct)
    {
        var server = await EngineServer.StartAsync("redis", "redis.sh", "redis-server", ct);
        var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port},allowAdmin=true");

        // As in production: written to the file at once, to the disk once a second.
        await connection.GetServers()[0].ConfigSetAsync("appendfsync", "everysec");
        return new Contestant(
            new RedisTransport(_ => Task.FromResult<IConnectionMultiplexer>(connection), TimeProvider.System),
            200_000,
            "≥ 20,000",
            token => Ceilings.RedisAsync(server.Port, token),
            async () =>
            {
                await connection.DisposeAsync();
                await server.DisposeAsync();
            });
    }

    private static async Task<Contestant> OpenRabbitMqAsync(CancellationToken ct)
    {
        var server = await EngineServer.StartAsync("rabbitmq", "rabbitmq.sh", "/usr/lib/rabbitmq/bin/rabbitmq-server", ct);
        var address = $"amqp://guest:guest@127.0.0.1:{server.Port}/";
        return new Contestant(
            new RabbitMqTransport(address, TimeProvider.System, NullLogger<RabbitMqTransport>.Instance),
            50_000,
            "–",
            token => Ceilings.RabbitMqAsync(address, token),
            server.DisposeAsync);
    }
}
