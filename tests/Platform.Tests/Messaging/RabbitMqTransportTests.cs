using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;
using DigitalDocs.Platform.Tests.Health;
using DigitalDocs.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class RabbitMqTransportTests : EventTransportContract
{
    private const int Partitions = 2;
    private readonly string _prefix = $"dd-test-{Guid.CreateVersion7():n}";
    private string _server = null!;

    public override async ValueTask InitializeAsync()
    {
        _server = Require.Engine("rabbitmq");
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await base.DisposeAsync();
            await RemoveAllAsync();
        }
    }

    [Fact]
    public async Task A_queue_that_somebody_removed_comes_back_and_gets_the_event()
    {
        await using var transport = Open();
        await transport.SubscribeAsync(Group, [Type], Ct);
        await RemoveAllAsync();
        await transport.SubscribeAsync(OtherGroup, ["other.v1"], Ct);
        await transport.SendAsync([Event("a")], Ct);

        (await TakeAsync(transport, 1))[0].Event.Subject.ShouldBe("a");
    }

    [Fact]
    public async Task An_event_that_came_back_too_often_is_handed_out_once_more_as_poison()
    {
        await using (var transport = Open())
        {
            await transport.SubscribeAsync(Group, [Type], Ct);
            await transport.SendAsync([Event("a"), Event("b")], Ct);
        }

        await ReturnUntilDeadAsync();
        await using var reader = Open();
        await reader.SubscribeAsync(Group, [Type], Ct);
        var poison = await TakeAsync(reader, 2);
        poison.ShouldAllBe(delivery => delivery.Attempt > 1000);
        await reader.CompleteAsync(poison, Ct);

        await Eventually.TrueAsync(async () => await reader.LengthAsync(Group, Ct) == 0, "an empty queue", Ct);
    }

    [Fact]
    public async Task An_event_that_waits_to_be_tried_again_holds_up_nobody_however_often_it_came_back()
    {
        await using (var transport = Open())
        {
            await transport.SubscribeAsync(Group, [Type], Ct);
            await transport.SendAsync([Event("a")], Ct);
        }

        await ReturnAsync(times: 5);
        await using var reader = Open();
        await reader.SubscribeAsync(Group, [Type], Ct);
        var returned = (await TakeAsync(reader, 1))[0];
        returned.Attempt.ShouldBeGreaterThan(5);
        await reader.RetryAsync(returned, TimeSpan.FromMinutes(10), "not now", Ct);

        // It comes back once more, with another channel; what this process knows of it counts.
        var again = (await TakeAsync(reader, 1))[0];
        again.Attempt.ShouldBe(returned.Attempt + 1);
        await reader.RetryAsync(again, TimeSpan.FromMinutes(10), "not now", Ct);
        var others = Enumerable.Range(0, 8).Select(i => Event($"s{i}")).ToList();
        await reader.SendAsync(others, Ct);

        var taken = await TakeAsync(reader, others.Count);
        taken.Select(delivery => delivery.Event.Id).ShouldBe(others.Select(item => item.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_process_abandons_does_not_keep_its_queues_from_the_others()
    {
        await using var first = Open();
        await first.SubscribeAsync(Group, [Type], Ct);
        var events = Enumerable.Range(0, 8).Select(i => Event($"s{i}")).ToList();
        await first.SendAsync(events, Ct);
        await TakeAsync(first, events.Count);
        await using var second = Open();
        await second.SubscribeAsync(Group, [Type], Ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var coming = second.ReceiveAsync(Group, 10, stop.Token);
        await Eventually.TrueAsync(
            () =>
            {
                Clock.Advance(IEventTransport.ClaimTime);
                return Task.FromResult(coming.IsCompleted);
            },
            "events for the second process",
            Ct);

        (await coming)[0].Attempt.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_node_that_takes_connections_and_says_nothing_leaves_its_work_to_the_others()
    {
        using var silent = new SilentServer();
        await using var transport = new RabbitMqTransport(
            $"amqp://guest:guest@127.0.0.1:{silent.Port}/,{_server}", Clock, NullLogger<RabbitMqTransport>.Instance, _prefix,
            Partitions, TimeSpan.Zero);
        await transport.SubscribeAsync(Group, [Type], Ct);
        await transport.SendAsync([Event("a")], Ct);

        (await TakeAsync(transport, 1))[0].Event.Subject.ShouldBe("a");
    }

    [Fact]
    public async Task Processes_share_the_queues_of_a_group()
    {
        await using var first = Open();
        await using var second = Open();
        await first.SubscribeAsync(Group, [Type], Ct);
        var counts = new int[2];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var workers = new[] { first, second }.Select((transport, i) => WorkAsync(transport, i)).ToArray();
        await Eventually.TrueAsync(
            async () =>
            {
                await first.SendAsync([.. Enumerable.Range(0, 10).Select(i => Event($"s{i}"))], Ct);
                return counts[0] > 0 && counts[1] > 0;
            },
            "both work",
            Ct);
        await stop.CancelAsync();
        await Task.WhenAll(workers);

        async Task WorkAsync(RabbitMqTransport transport, int index)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    var batch = await transport.ReceiveAsync(Group, 10, stop.Token);
                    counts[index] += batch.Count;
                    await transport.CompleteAsync(batch, Ct);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    protected override Task<IEventTransport> CreateAsync() => Task.FromResult<IEventTransport>(Open());

    private RabbitMqTransport Open() =>
        new(_server, Clock, NullLogger<RabbitMqTransport>.Instance, _prefix, Partitions, TimeSpan.Zero);

    private Task ReturnUntilDeadAsync() => ReturnAsync(times: int.MaxValue);

    // As a process that dies each time: takes what there is and gives it back, so often or until the broker has enough.
    private async Task ReturnAsync(int times)
    {
        var returned = 0;
        var topology = new RabbitMqTopology(_prefix, Partitions);
        await using var connection = await new ConnectionFactory { Uri = new Uri(_server) }.CreateConnectionAsync(Ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Ct);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, got) =>
        {
            if (returned < times)
            {
                returned++;
                await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true, Ct);
            }
        };
        for (var partition = 0; partition < Partitions; partition++)
        {
            await channel.BasicConsumeAsync(topology.Queue(Group, partition), autoAck: false, consumer, Ct);
        }

        await Eventually.TrueAsync(
            async () => returned == times || await channel.MessageCountAsync(topology.DeadQueue(Group), Ct) == 2,
            "enough returns",
            Ct);
    }

    private async Task RemoveAllAsync()
    {
        var topology = new RabbitMqTopology(_prefix, Partitions);
        await using var connection = await new ConnectionFactory { Uri = new Uri(_server) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var group in new[] { Group, OtherGroup })
        {
            await channel.QueueDeleteAsync(topology.DeadQueue(group));
            for (var partition = 0; partition < Partitions; partition++)
            {
                await channel.QueueDeleteAsync(topology.Queue(group, partition));
            }
        }

        await channel.ExchangeDeleteAsync(topology.KeptMark(Group));
        await channel.ExchangeDeleteAsync(topology.KeptMark(OtherGroup));
        await channel.ExchangeDeleteAsync(topology.Exchange);
        await channel.ExchangeDeleteAsync($"{_prefix}.dead");
    }
}
