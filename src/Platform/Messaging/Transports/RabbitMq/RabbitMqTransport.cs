using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// RabbitMQ: quorum queues that survive the broker's restart, confirmed publishing, and one consumer a queue, which
/// keeps order per subject. What is handed to this process and not finished waits here, a bounded number a queue, and
/// goes back to the broker when the process ends.
/// </summary>
internal sealed class RabbitMqTransport : IEventTransport, IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly ILogger<RabbitMqTransport> _log;
    private readonly RabbitMqConnection _connection;
    private readonly RabbitMqTopology _topology;
    private readonly RabbitMqSender _sender;
    private readonly TimeSpan _untilKept;
    private readonly ConcurrentDictionary<string, RabbitMqGroup> _groups = new();

    /// <param name="addresses">See <see cref="RabbitMqConnection"/>.</param>
    /// <param name="prefix">Beginning of all names at the broker.</param>
    /// <param name="partitions">Queues a group; so many processes can share its work. Never lower it.</param>
    /// <param name="untilKept">How long new queues get nothing; null: <see cref="RabbitMqGroup.UntilKept"/>.</param>
    public RabbitMqTransport(
        string addresses,
        TimeProvider clock,
        ILogger<RabbitMqTransport> log,
        string prefix = "digitaldocs",
        int partitions = 4,
        TimeSpan? untilKept = null)
    {
        (_clock, _log, _untilKept) = (clock, log, untilKept ?? RabbitMqGroup.UntilKept);
        _connection = new RabbitMqConnection(addresses);
        _topology = new RabbitMqTopology(prefix, partitions);
        _sender = new RabbitMqSender(_connection, _topology);
    }

    public async Task SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken ct)
    {
        if (events.Count == 0)
        {
            return;
        }

        // An event without a queue is right when nobody wants it; a queue of ours that is missing is made again.
        var homeless = await _sender.SendAsync(events, ct);
        var wanted = events
            .Where(item => homeless.Contains(item.Id) && _groups.Values.Any(group => group.Wants(item.Type))).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        foreach (var (name, group) in _groups)
        {
            var channel = await _connection.OpenChannelAsync(confirms: false, ct);
            await using (channel)
            {
                await group.DeclareAsync(channel, ct);
            }

            _log.QueuesDeclaredAgain(name);
        }

        if ((await _sender.SendAsync(wanted, ct)).Count > 0)
        {
            throw new InvalidOperationException("RabbitMQ has no queue for an event that is wanted.");
        }
    }

    public Task SubscribeAsync(string group, IReadOnlyCollection<string> types, CancellationToken ct) =>
        GroupOf(group).SubscribeAsync(types, ct);

    public Task<IReadOnlyList<Delivery>> ReceiveAsync(string group, int max, CancellationToken ct) =>
        GroupOf(group).ReceiveAsync(max, ct);

    public async Task CompleteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        // Each by itself: a channel that is gone says nothing about the others.
        Exception? failure = null;
        foreach (var delivery in deliveries)
        {
            try
            {
                await GroupOf(delivery.Group).CompleteAsync(delivery);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }

        if (failure is not null)
        {
            throw new IOException("RabbitMQ did not take that events are finished.", failure);
        }
    }

    public Task RetryAsync(Delivery delivery, TimeSpan delay, string reason, CancellationToken ct) =>
        GroupOf(delivery.Group).RetryAsync(delivery, delay);

    public Task RenewAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        foreach (var delivery in deliveries)
        {
            GroupOf(delivery.Group).Renew(delivery);
        }

        return Task.CompletedTask;
    }

    public Task<long> LengthAsync(string group, CancellationToken ct) => GroupOf(group).LengthAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_groups.Values.Select(group => group.DisposeAsync().AsTask()));
        await _sender.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private RabbitMqGroup GroupOf(string name) =>
        _groups.GetOrAdd(name, _ => new RabbitMqGroup(_connection, _topology, name, _untilKept, _clock, _log));
}
