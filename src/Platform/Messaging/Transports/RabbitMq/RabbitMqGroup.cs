using System.Globalization;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>A group as this process consumes it: its queues, and what they handed to it.</summary>
internal sealed class RabbitMqGroup : IAsyncDisposable
{
    /// <summary>
    /// A new queue stands on the broker's disk after three seconds: RabbitMQ writes its list of quorum queues late. A
    /// broker killed before that has forgotten the queue's events, and the queue never again elects a leader.
    /// </summary>
    public static readonly TimeSpan UntilKept = TimeSpan.FromSeconds(5);

    private const int NotFound = 404;

    private readonly RabbitMqConnection _connection;
    private readonly RabbitMqTopology _topology;
    private readonly string _name;
    private readonly TimeSpan _untilKept;
    private readonly RabbitMqPartition[] _partitions;
    private readonly WakeSignal _signal = new();
    private readonly RabbitMqShare _share;
    private readonly Lock _lock = new();

    // Null while this process has not said what it wants: then the bindings at the broker stand.
    private IReadOnlyCollection<string>? _types;
    private bool _started;
    private int _first;

    /// <param name="untilKept">How long new queues get nothing; see <see cref="UntilKept"/>.</param>
    public RabbitMqGroup(
        RabbitMqConnection connection,
        RabbitMqTopology topology,
        string name,
        TimeSpan untilKept,
        TimeProvider clock,
        ILogger log)
    {
        (_connection, _topology, _name, _untilKept) = (connection, topology, name, untilKept);
        var outcomes = new RecentOutcomes(10_000 * (topology.Partitions + 1));
        _partitions =
        [
            .. Enumerable.Range(0, topology.Partitions).Select(partition => new RabbitMqPartition(
                connection, this, topology.Queue(name, partition), ofTheDead: false, outcomes, clock, log)),
            new RabbitMqPartition(connection, this, topology.DeadQueue(name), ofTheDead: true, outcomes, clock, log),
        ];
        _share = new RabbitMqShare(connection, topology, name, [.. _partitions.SkipLast(1)], log);
    }

    /// <summary>A queue may hold a type that the group no longer asks for.</summary>
    public bool Refuses(string type) => _types?.Contains(type) == false;

    public bool Wants(string type) => _types?.Contains(type) == true;

    public void Wake() => _signal.Wake();

    public async Task SubscribeAsync(IReadOnlyCollection<string> types, CancellationToken ct)
    {
        var kept = await AreQueuesKeptAsync(ct);
        var channel = await _connection.OpenChannelAsync(confirms: false, ct);
        await using (channel)
        {
            await _topology.DeclareQueuesAsync(channel, _name, ct);
            if (!kept)
            {
                await Task.Delay(_untilKept, TimeProvider.System, ct);
            }

            await _topology.BindAsync(channel, _name, types, ct);
            await channel.ExchangeDeclareAsync(
                _topology.KeptMark(_name), ExchangeType.Direct, durable: true, cancellationToken: ct);
            var former = _types;
            _types = types;
            await _topology.UnbindAsync(channel, _name, (former ?? []).Except(types), ct);
        }
    }

    public async Task DeclareAsync(IChannel channel, CancellationToken ct)
    {
        await _topology.DeclareQueuesAsync(channel, _name, ct);
        await _topology.BindAsync(channel, _name, _types ?? [], ct);
    }

    public async Task<IReadOnlyList<Delivery>> ReceiveAsync(int max, CancellationToken ct)
    {
        EnsureStarted();
        while (true)
        {
            if (Take(max) is { Count: > 0 } taken)
            {
                if (taken.Count == max)
                {
                    _signal.Wake();
                }

                return taken;
            }

            // Arrivals wake us; the time-out finds retries that fell due and abandoned claims.
            await _signal.WaitAsync(TimeSpan.FromSeconds(1), ct);
        }
    }

    public async Task CompleteAsync(Delivery delivery)
    {
        if (Find(delivery) is var (partition, session, tag, attempt))
        {
            await partition.CompleteAsync(session, tag, attempt, delivery.Event.Id);
            _signal.Wake();
        }
    }

    public async Task RetryAsync(Delivery delivery, TimeSpan delay)
    {
        if (Find(delivery) is var (partition, session, tag, attempt))
        {
            await partition.RetryAsync(session, tag, attempt, delay, delivery);
            _signal.Wake();
        }
    }

    public void Renew(Delivery delivery)
    {
        if (Find(delivery) is var (_, session, tag, attempt))
        {
            session.Held.Renew(tag, attempt);
        }
    }

    public async Task<long> LengthAsync(CancellationToken ct)
    {
        var channel = await _connection.OpenChannelAsync(confirms: false, ct);
        await using (channel)
        {
            var length = 0L;
            foreach (var partition in _partitions)
            {
                length += await channel.MessageCountAsync(partition.Queue, ct) + (partition.Session?.Held.Count ?? 0);
            }

            return length;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _share.StopAsync();
        await Task.WhenAll(_partitions.Select(partition => partition.DisposeAsync().AsTask()));
        await _share.DisposeAsync();
        _signal.Dispose();
    }

    // Asked on a channel of its own: the broker closes it when the answer is no.
    private async Task<bool> AreQueuesKeptAsync(CancellationToken ct)
    {
        var channel = await _connection.OpenChannelAsync(confirms: false, ct);
        await using (channel)
        {
            try
            {
                await channel.ExchangeDeclarePassiveAsync(_topology.KeptMark(_name), ct);
                return true;
            }
            catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == NotFound)
            {
                return false;
            }
        }
    }

    private void EnsureStarted()
    {
        lock (_lock)
        {
            if (!_started)
            {
                _started = true;
                Array.ForEach(_partitions, partition => partition.Start());
                _share.Start();
            }
        }
    }

    // Begins with another queue each time, so that a busy one does not starve the others.
    private List<Delivery> Take(int max)
    {
        var taken = new List<Delivery>();
        var held = new List<HeldEvent>();
        var first = Interlocked.Increment(ref _first) & int.MaxValue;
        for (var i = 0; i < _partitions.Length && taken.Count < max; i++)
        {
            if (_partitions[(first + i) % _partitions.Length].Session is { Draining: false } session)
            {
                held.Clear();
                session.Held.Take(max - taken.Count, held);
                taken.AddRange(held.Select(item => new Delivery(
                    _name,
                    string.Create(CultureInfo.InvariantCulture, $"{session.Id}/{item.Tag}/{item.Attempt}"),
                    item.Attempt,
                    item.Event)));
            }
        }

        return taken;
    }

    private (RabbitMqPartition Partition, RabbitMqSession Session, ulong Tag, int Attempt)? Find(Delivery delivery)
    {
        var parts = delivery.Mark.Split('/');
        var id = long.Parse(parts[0], CultureInfo.InvariantCulture);
        foreach (var partition in _partitions)
        {
            if (partition.Session is { } session && session.Id == id)
            {
                return (
                    partition, session, ulong.Parse(parts[1], CultureInfo.InvariantCulture),
                    int.Parse(parts[2], CultureInfo.InvariantCulture));
            }
        }

        return null;
    }
}
