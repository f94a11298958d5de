using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;
using DigitalDocs.Testing;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class RedisTransportTests : EventTransportContract
{
    private readonly string _prefix = $"dd-test-{Guid.CreateVersion7():n}";
    private IConnectionMultiplexer _connection = null!;

    public override async ValueTask InitializeAsync()
    {
        _connection = await ConnectionMultiplexer.ConnectAsync(Require.Engine("redis"));
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await base.DisposeAsync();
            await _connection.GetDatabase().KeyDeleteAsync([.. Keys()]);
            await _connection.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_every_group_has_finished_takes_no_room()
    {
        await using var transport = Open();
        await transport.SubscribeAsync(Group, [Type], Ct);
        await transport.SendAsync([.. Events("a", 20), .. Events("b", 20)], Ct);
        for (var i = 0; i < 40; i++)
        {
            await transport.CompleteAsync(await TakeAsync(transport, 1), Ct);
        }

        (await transport.LengthAsync(Group, Ct)).ShouldBe(0);
        Keys().Select(key => key.ToString()).Order().ShouldBe(
            new[] { "", ":types" }.Select(end => $"{{{_prefix}}}:events:group:{Group}{end}")
                .Concat(new[] { "groups", "ids", "recent", $"type:{Type}" }.Select(end => $"{{{_prefix}}}:events:{end}"))
                .Order());
    }

    [Fact]
    public async Task A_group_that_is_new_to_the_installation_sees_the_last_events()
    {
        await using var transport = Open();
        await transport.SendAsync([Event("a") with { Type = "other.v1" }, Event("a")], Ct);
        await transport.SubscribeAsync(Group, [Type], Ct);

        (await TakeAsync(transport, 1))[0].Event.Type.ShouldBe(Type);
        (await transport.LengthAsync(Group, Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task An_event_counts_as_sent_only_when_enough_replicas_have_it()
    {
        await using var transport = new RedisTransport(_ => Task.FromResult(_connection), Clock, _prefix, replicas: 9);

        await Should.ThrowAsync<RedisException>(transport.SendAsync([Event("a")], Ct));
    }

    [Fact]
    public async Task A_group_that_the_server_has_forgotten_joins_again_and_gets_what_came_meanwhile()
    {
        await using var transport = Open();
        await transport.SubscribeAsync(Group, [Type], Ct);
        await transport.SendAsync([Event("a")], Ct);
        await transport.CompleteAsync(await TakeAsync(transport, 1), Ct);
        var coming = transport.ReceiveAsync(Group, 10, Ct);

        // As a server that restarts without its data; the event is sent while it knows nobody.
        await _connection.GetDatabase().KeyDeleteAsync([.. Keys()]);
        await transport.SendAsync([Event("b")], Ct);

        (await coming)[0].Event.Subject.ShouldBe("b");
    }

    protected override Task<IEventTransport> CreateAsync() => Task.FromResult<IEventTransport>(Open());

    private RedisTransport Open() => new(_ => Task.FromResult(_connection), Clock, _prefix);

    private List<RedisKey> Keys() => [.. _connection.GetServers()[0].Keys(pattern: $"{{{_prefix}}}*", pageSize: 1000)];
}
