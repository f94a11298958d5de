using System.Collections.Concurrent;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Cache;
using DigitalDocs.Platform.Leases;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;
using DigitalDocs.Platform.Redis;
using DigitalDocs.Platform.Tests.Cache;
using DigitalDocs.Platform.Tests.Leases;
using DigitalDocs.Platform.Tests.Messaging;
using DigitalDocs.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Tests.Redis;

/// <summary>What of Redis Cluster is unlike one server: keys lie on several nodes, and one of them may fail.</summary>
[Collection(RedisCluster.Name)]
public sealed class RedisClusterTests(RedisCluster cluster) : IAsyncLifetime
{
    private const string Group = "tests.WhenThingHappened";
    private const string Type = "thing.happened.v1";
    private IConnectionMultiplexer _connection = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _connection = await ConnectionMultiplexer.ConnectAsync(RedisSettings.Parse(cluster.ConnectionString).Options);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [Fact]
    public async Task A_whole_cluster_has_no_problem() =>
        (await RedisDiagnosis.FindProblemAsync(cluster.ConnectionString, Ct)).ShouldBeNull();

    [Fact]
    public async Task What_one_process_cached_another_finds()
    {
        using var one = SharedCacheTests.Process(cluster.ConnectionString);
        using var other = SharedCacheTests.Process(cluster.ConnectionString);
        for (var key = 0; key < 20; key++)
        {
            await SharedCacheTests.GetAsync(one, $"{key}", "made by one");
            await SharedCacheTests.ReachedAsync(other, $"{key}");
            (await SharedCacheTests.GetAsync(other, $"{key}", "made by other")).ShouldBe("made by one");
        }
    }

    [Fact]
    public async Task News_reach_the_other_process()
    {
        await using var processes = new TwoProcesses(cluster.ConnectionString);
        using var one = Join(processes.One);
        using var other = Join(processes.Other);
        var heard = new ConcurrentQueue<string>();
        using var listening = other.Listen("a", heard.Enqueue);

        await Eventually.TrueAsync(
            () =>
            {
                one.Send("a", "b");
                return Task.FromResult(heard.Contains("b"));
            },
            "it is heard", Ct);
    }

    [Fact]
    public async Task An_event_counts_as_sent_only_when_a_replica_of_its_own_node_has_it()
    {
        await using var safe = Open(await PrefixAsync(replicas: 1));
        await using var alone = Open(await PrefixAsync(replicas: 0));

        await safe.SendAsync([Event()], Ct);
        await Should.ThrowAsync<RedisException>(alone.SendAsync([Event()], Ct));
    }

    [Fact]
    public async Task When_the_node_that_carries_events_dies_its_replica_goes_on_with_all_of_them()
    {
        var prefix = await PrefixAsync(replicas: 1);
        await using var transport = Open(prefix);
        await transport.SubscribeAsync(Group, [Type], Ct);
        var events = Enumerable.Range(0, 40).Select(_ => Event()).ToList();
        await transport.SendAsync(events[..20], Ct);
        var handled = new HashSet<Guid>();
        await HandleAsync(transport, handled, 5);
        var port = ((System.Net.IPEndPoint)OwnerOf(prefix).EndPoint).Port;
        var node = cluster.Nodes.Single(one => one.Port == port);

        await node.KillAsync();
        await Eventually.HoldsAsync(async () => await HandleAsync(transport, handled, 20), Ct);
        await node.StartAsync(Ct);
        await Eventually.HoldsAsync(() => transport.SendAsync(events[20..], Ct), Ct);
        await Eventually.HoldsAsync(async () => await HandleAsync(transport, handled, 40), Ct);

        handled.ShouldBe(events.Select(item => item.Id), ignoreOrder: true);
        (await transport.LengthAsync(Group, Ct)).ShouldBe(0);
    }

    private static EventEnvelope Event() => new(
        Guid.CreateVersion7(), Type, "tests", $"{Guid.CreateVersion7()}", TimeProvider.System.GetUtcNow(), null, "user:1", null, "1");

    private static async Task HandleAsync(RedisTransport transport, HashSet<Guid> handled, int until)
    {
        while (handled.Count < until)
        {
            var got = await transport.ReceiveAsync(Group, until - handled.Count, Ct);
            await transport.CompleteAsync(got, Ct);
            handled.UnionWith(got.Select(delivery => delivery.Event.Id));
        }
    }

    private static RedisBroadcast Join(RedisStore store) =>
        new(store, TimeProvider.System, NullLogger<RedisBroadcast>.Instance);

    private RedisTransport Open(string prefix) =>
        new(_ => Task.FromResult(_connection), TimeProvider.System, prefix, replicas: 1);

    private IServer OwnerOf(string prefix) => _connection.GetServer((RedisKey)$"{{{prefix}}}:events");

    // Prefixes lie anywhere in the cluster: tries until one lies on such a node.
    private Task<string> PrefixAsync(int replicas) => Eventually.ValueAsync(
        async () =>
        {
            var prefix = $"test-{Guid.CreateVersion7():N}";
            return await OwnerOf(prefix).RoleAsync() is Role.Master { Replicas: var all } && all.Count == replicas ? prefix : "";
        },
        prefix => prefix.Length > 0,
        $"a node with {replicas} replicas",
        Ct)!;
}

[Collection(RedisCluster.Name)]
public sealed class RedisClusterTransportTests(RedisCluster cluster) : EventTransportContract
{
    private readonly string _prefix = $"test-{Guid.CreateVersion7():N}";
    private IConnectionMultiplexer _connection = null!;

    public override async ValueTask InitializeAsync()
    {
        _connection = await ConnectionMultiplexer.ConnectAsync(RedisSettings.Parse(cluster.ConnectionString).Options);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _connection.DisposeAsync();
    }

    protected override Task<IEventTransport> CreateAsync() => Task.FromResult<IEventTransport>(
        new RedisTransport(_ => Task.FromResult(_connection), Clock, _prefix));
}

[Collection(RedisCluster.Name)]
public sealed class RedisClusterCountersTests : CountersContract, IAsyncDisposable
{
    private readonly TwoProcesses _processes;

    public RedisClusterCountersTests(RedisCluster cluster)
    {
        _processes = new TwoProcesses(cluster.ConnectionString);
        (One, Other) = (new RedisCounters(_processes.One, Clock), new RedisCounters(_processes.Other, Clock));
    }

    protected override ICounters One { get; }

    protected override ICounters Other { get; }

    public ValueTask DisposeAsync() => _processes.DisposeAsync();
}

[Collection(RedisCluster.Name)]
public sealed class RedisClusterLeasesTests : LeasesContract, IAsyncDisposable
{
    private readonly TwoProcesses _processes;

    public RedisClusterLeasesTests(RedisCluster cluster)
    {
        _processes = new TwoProcesses(cluster.ConnectionString);
        (One, Other) = (new RedisLeases(_processes.One, Clock), new RedisLeases(_processes.Other, Clock));
    }

    protected override ILeases One { get; }

    protected override ILeases Other { get; }

    public ValueTask DisposeAsync() => _processes.DisposeAsync();
}
