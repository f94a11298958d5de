using DigitalDocs.Platform.Redis;
using DigitalDocs.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Tests.Redis;

public sealed class RedisConnectionsTests : IAsyncDisposable
{
    private readonly RedisConnections _connections =
        new(TimeProvider.System, NullLogger<RedisConnections>.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    [Fact]
    public async Task Everybody_shares_one_connection()
    {
        var server = Require.Engine("redis");
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _connections.GetAsync(server, Ct)));

        all.Distinct().ShouldHaveSingleItem().IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_comes_back_is_found_and_meanwhile_commands_fail_at_once()
    {
        await using var server = await RedisServer.StartAsync();
        var connection = await _connections.GetAsync(server.Address, Ct);
        await connection.GetDatabase().PingAsync();

        await server.KillAsync();
        await Eventually.TrueAsync(() => Task.FromResult(!connection.IsConnected), "the loss is noticed", Ct);
        await Should.ThrowAsync<RedisConnectionException>(() => connection.GetDatabase().PingAsync());

        await server.StartAsync(Ct);
        await Eventually.HoldsAsync(() => connection.GetDatabase().PingAsync(), Ct);
    }

    [Fact]
    public async Task A_server_that_is_not_there_yet_is_found_when_it_comes()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();

        var connection = await _connections.GetAsync(server.Address + ",connectTimeout=200", Ct);
        connection.IsConnected.ShouldBeFalse();

        await server.StartAsync(Ct);
        await Eventually.HoldsAsync(() => connection.GetDatabase().PingAsync(), Ct);
    }

    [Fact]
    public async Task After_a_failover_the_sentinels_new_primary_is_used()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync("--replicaof", $"127.0.0.1 {primary.Port}");
        await using var sentinel = await RedisServer.StartSentinelAsync(primary);
        var connection = await _connections.GetAsync($"{sentinel.Address},serviceName=dd", Ct);
        await connection.GetDatabase().StringSetAsync("a", "before");
        await using (var straight = await ConnectionMultiplexer.ConnectAsync(replica.Address))
        {
            await Eventually.ValueAsync(
                async () => await straight.GetDatabase().StringGetAsync("a", CommandFlags.DemandReplica),
                value => value == "before", "the replica has it", Ct);
        }

        await primary.KillAsync();

        await Eventually.HoldsAsync(() => connection.GetDatabase().StringSetAsync("a", "after"), Ct);
        (await connection.GetDatabase().StringGetAsync("a")).ToString().ShouldBe("after");
        connection.GetEndPoints().Select(e => e.ToString()).ShouldContain(replica.Address);
    }

    [Fact]
    public async Task Sentinels_that_are_not_there_are_asked_again()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var sentinel = await RedisServer.StartSentinelAsync(primary);
        await sentinel.KillAsync();
        var address = $"{sentinel.Address},serviceName=dd,connectTimeout=200";
        await Should.ThrowAsync<RedisConnectionException>(() => _connections.GetAsync(address, Ct));

        await sentinel.StartAsync(Ct);

        await Eventually.HoldsAsync(
            async () => await (await _connections.GetAsync(address, Ct)).GetDatabase().PingAsync(), Ct);
    }

    [Theory]
    [InlineData("127.0.0.1:1,password=hunter2,connectTimeout=100")]
    [InlineData("127.0.0.1:1,password=hunter2,connectTimeout=100,serviceName=dd")]
    [InlineData("127.0.0.1:1,password=hunter2,nonsense=hunter2")]
    [InlineData("password=hunter2")]
    public async Task A_password_is_never_repeated(string connectionString)
    {
        var log = new ListLogger();
        await using var connections = new RedisConnections(TimeProvider.System, log);

        var failure = await Record.ExceptionAsync(() => connections.GetAsync(connectionString, Ct));

        (failure?.ToString() ?? "").ShouldNotContain("hunter2");
        string.Join('\n', log.Lines).ShouldNotContain("hunter2");
    }

    private sealed class ListLogger : ILogger<RedisConnections>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception) + exception);
    }
}
