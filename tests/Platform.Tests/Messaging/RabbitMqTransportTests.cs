using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;
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
        new(_server, Clock, NullLogger<RabbitMqTransport>.Instance, _prefix, Partitions);

    // As a process that dies each time: takes what there is and gives it back.
    private async Task ReturnUntilDeadAsync()
    {
        var topology = new RabbitMqTopology(_prefix, Partitions);
        await using var connection = await new ConnectionFactory { Uri = new Uri(_server) }.CreateConnectionAsync(Ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Ct);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, got) =>
            await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true, Ct);
        for (var partition = 0; partition < Partitions; partition++)
        {
            await channel.BasicConsumeAsync(topology.Queue(Group, partition), autoAck: false, consumer, Ct);
        }

        await Eventually.TrueAsync(
            async () => await channel.MessageCountAsync(topology.DeadQueue(Group), Ct) == 2,
            "dead letters at the broker",
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

        await channel.ExchangeDeleteAsync(topology.Exchange);
        await channel.ExchangeDeleteAsync($"{_prefix}.dead");
    }
}
