using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>Publishes batches in order over one channel and waits until the broker has confirmed every event.</summary>
internal sealed class RabbitMqSender(RabbitMqConnection connection, RabbitMqTopology topology) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _open = [];
    private IChannel? _channel;
    private TaskCompletionSource? _confirmed;
    private bool _sending;
    private HashSet<Guid> _returned = [];

    /// <returns>Events for which the broker has no queue: nobody wants them, or a queue is missing.</returns>
    public async Task<IReadOnlySet<Guid>> SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Patience);
            var channel = await ChannelAsync(limit.Token);
            var confirmed = BeginAsync();
            try
            {
                await PublishAsync(channel, events, limit.Token);
                await confirmed.WaitAsync(limit.Token);
                return _returned;
            }
            catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
            {
                await DropAsync();
                throw new TimeoutException($"RabbitMQ did not confirm within {Patience.TotalSeconds:0} s.", exception);
            }
            catch
            {
                await DropAsync();
                throw;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _turn.Dispose();
    }

    private async Task PublishAsync(IChannel channel, IReadOnlyList<EventEnvelope> events, CancellationToken ct)
    {
        foreach (var item in events)
        {
            var number = await channel.GetNextPublishSequenceNumberAsync(ct);
            lock (_lock)
            {
                _open.Add(number);
            }

            var properties = new BasicProperties
            {
                Persistent = true,
                MessageId = item.Id.ToString(),
                ContentType = "application/cloudevents+json",
                Type = item.Type,
            };
            await channel.BasicPublishAsync(
                topology.Exchange, topology.RoutingKey(item), mandatory: true, properties, EnvelopeJson.Write(item), ct);
        }

        lock (_lock)
        {
            _sending = false;
            CompleteWhenEmpty();
        }
    }

    private Task BeginAsync()
    {
        lock (_lock)
        {
            _open.Clear();
            (_sending, _returned) = (true, []);
            _confirmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _confirmed.Task;
        }
    }

    private async Task<IChannel> ChannelAsync(CancellationToken ct)
    {
        if (_channel is { IsOpen: true } open)
        {
            return open;
        }

        await DropAsync();
        var channel = _channel = await connection.OpenChannelAsync(confirms: true, ct);
        try
        {
            await topology.DeclareExchangesAsync(channel, ct);
        }
        catch
        {
            await DropAsync();
            throw;
        }

        channel.BasicAcksAsync += (_, e) => SettleAsync(e.DeliveryTag, e.Multiple, failure: null);
        channel.BasicNacksAsync += (_, e) => SettleAsync(
            e.DeliveryTag, e.Multiple, new InvalidOperationException("RabbitMQ refused an event."));
        channel.BasicReturnAsync += (_, e) =>
        {
            // Comes before the confirmation of the same event.
            _returned.Add(Guid.Parse(e.BasicProperties.MessageId!));
            return Task.CompletedTask;
        };
        channel.ChannelShutdownAsync += LostAsync;
        return channel;
    }

    private Task SettleAsync(ulong tag, bool multiple, Exception? failure)
    {
        lock (_lock)
        {
            if (failure is not null)
            {
                _confirmed?.TrySetException(failure);
            }

            if (multiple)
            {
                _open.RemoveWhere(number => number <= tag);
            }
            else
            {
                _open.Remove(tag);
            }

            CompleteWhenEmpty();
        }

        return Task.CompletedTask;
    }

    private Task LostAsync(object sender, ShutdownEventArgs e)
    {
        lock (_lock)
        {
            _confirmed?.TrySetException(new IOException("The connection to RabbitMQ was lost."));
        }

        return Task.CompletedTask;
    }

    private void CompleteWhenEmpty()
    {
        if (!_sending && _open.Count == 0)
        {
            _confirmed?.TrySetResult();
        }
    }

    private async Task DropAsync()
    {
        if (_channel is { } channel)
        {
            _channel = null;
            channel.ChannelShutdownAsync -= LostAsync;
            await channel.AbortAsync(CancellationToken.None);
            await channel.DisposeAsync();
        }
    }
}
