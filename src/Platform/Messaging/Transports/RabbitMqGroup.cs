using System.Globalization;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>A group as this process consumes it: its queues, and its share of them among the processes.</summary>
internal sealed class RabbitMqGroup : IAsyncDisposable
{
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(5);

    private readonly RabbitMqConnection _connection;
    private readonly RabbitMqTopology _topology;
    private readonly string _name;
    private readonly ILogger _log;
    private readonly RabbitMqPartition[] _partitions;
    private readonly OutboxSignal _signal = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Lock _lock = new();

    // Null while this process has not said what it wants: then the bindings at the broker stand.
    private IReadOnlyCollection<string>? _types;
    private Task? _balancing;
    private IChannel? _presence;
    private int _first;

    public RabbitMqGroup(
        RabbitMqConnection connection, RabbitMqTopology topology, string name, TimeProvider clock, ILogger log)
    {
        (_connection, _topology, _name, _log) = (connection, topology, name, log);
        _partitions =
        [
            .. Enumerable.Range(0, topology.Partitions).Select(partition => new RabbitMqPartition(
                connection, this, topology.Queue(name, partition), ofTheDead: false, clock, log)),
            new RabbitMqPartition(connection, this, topology.DeadQueue(name), ofTheDead: true, clock, log),
        ];
    }

    /// <summary>A queue may hold a type that the group no longer asks for.</summary>
    public bool Refuses(string type) => _types?.Contains(type) == false;

    public bool Wants(string type) => _types?.Contains(type) == true;

    public void Wake() => _signal.Wake();

    public async Task SubscribeAsync(IReadOnlyCollection<string> types, CancellationToken ct)
    {
        var channel = await _connection.OpenChannelAsync(confirms: false, ct);
        await using (channel)
        {
            var former = _types;
            _types = types;
            await _topology.DeclareGroupAsync(channel, _name, types, ct);
            await _topology.UnbindAsync(channel, _name, (former ?? []).Except(types), ct);
        }
    }

    public Task DeclareAsync(IChannel channel, CancellationToken ct) =>
        _topology.DeclareGroupAsync(channel, _name, _types ?? [], ct);

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

    public void Retry(Delivery delivery, TimeSpan delay)
    {
        if (Find(delivery) is var (_, session, tag, attempt))
        {
            session.Held.Retry(tag, attempt, delay, delivery.Attempt + 1);
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
        await _stopped.CancelAsync();
        if (_balancing is not null)
        {
            await _balancing;
        }

        await Task.WhenAll(_partitions.Select(partition => partition.DisposeAsync().AsTask()));
        if (_presence is { } presence)
        {
            await presence.AbortAsync(CancellationToken.None);
            await presence.DisposeAsync();
        }

        _stopped.Dispose();
        _signal.Dispose();
    }

    private void EnsureStarted()
    {
        lock (_lock)
        {
            if (_balancing is null)
            {
                Array.ForEach(_partitions, partition => partition.Start());
                _balancing = Task.Run(BalanceAsync);
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

    // RabbitMQ lets the first come keep a queue. With several processes, whoever has more than its share lets go.
    private async Task BalanceAsync()
    {
        using var timer = new PeriodicTimer(LookAround);
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await LetGoOfSurplusAsync(_stopped.Token);
                await timer.WaitForNextTickAsync(_stopped.Token);
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                _log.NotBalanced(_name, exception);
                await Task.Delay(LookAround, TimeProvider.System, _stopped.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<IChannel> BePresentAsync(CancellationToken ct)
    {
        if (_presence is { IsOpen: true } present)
        {
            return present;
        }

        var channel = await _connection.OpenChannelAsync(confirms: false, ct);
        var queue = _topology.PresenceQueue(_name);
        await channel.QueueDeclareAsync(queue, durable: false, exclusive: false, autoDelete: true, cancellationToken: ct);
        await channel.BasicConsumeAsync(queue, autoAck: true, new AsyncEventingBasicConsumer(channel), ct);
        _presence = channel;
        return channel;
    }

    private async Task LetGoOfSurplusAsync(CancellationToken ct)
    {
        var presence = await BePresentAsync(ct);
        var queues = _partitions.Take(_topology.Partitions).ToList();
        var active = queues.Where(partition => partition.Session is { Active: true }).ToList();
        if (active.Count == 0)
        {
            return;
        }

        // A queue with a single active consumer does not count those who wait for it, so presence is told elsewhere.
        var processes = Math.Max(1, (int)await presence.ConsumerCountAsync(_topology.PresenceQueue(_name), ct));
        var share = (queues.Count + processes - 1) / processes;
        foreach (var partition in active.Skip(share))
        {
            await partition.YieldAsync(ct);
        }
    }
}
