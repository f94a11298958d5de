using System.Globalization;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>Consumes one queue of a group, on a channel of its own, and does so again whenever the channel is lost.</summary>
internal sealed class RabbitMqPartition(
    RabbitMqConnection connection,
    RabbitMqGroup group,
    string queue,
    bool ofTheDead,
    RecentOutcomes outcomes,
    TimeProvider clock,
    ILogger log)
    : IAsyncDisposable
{
    // Agencies take turns in what has been fetched, so it should hold most of what waits; a queue has one consumer, so
    // nobody else could work on it meanwhile.
    private const int Prefetch = 1024;

    // An event that came back so often may be what kills the process: then it comes alone, so that those behind it are
    // not counted as killers too.
    private const int Suspicious = 3;
    private const int DeadAttempt = 1_000_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopped = new();
    private Task _running = Task.CompletedTask;
    private volatile RabbitMqSession? _session;
    private volatile bool _careful;

    /// <summary>What is consumed at present; null while there is no connection.</summary>
    public RabbitMqSession? Session => _session;

    public string Queue => queue;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Hands out nothing more, waits for what is handed out, and lets another process go on.</summary>
    public async Task YieldAsync(CancellationToken ct)
    {
        if (_session is { } session)
        {
            await session.DrainAsync(ct);
            await session.EndAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _running;
        _stopped.Dispose();
    }

    private async Task RunAsync()
    {
        var lost = false;
        while (!_stopped.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await ConsumeAsync(_stopped.Token);
                lost = false;
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Said once an outage: there are many queues.
                pause = PauseAfterFailure;
                if (!lost)
                {
                    log.QueueLost(queue, exception);
                }

                lost = true;
            }

            await Task.Delay(pause, TimeProvider.System, _stopped.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConsumeAsync(CancellationToken ct)
    {
        var channel = await connection.OpenChannelAsync(confirms: false, ct);
        var session = new RabbitMqSession(channel, new HeldDeliveries(clock));
        try
        {
            await group.DeclareAsync(channel, ct);
            await channel.BasicQosAsync(0, _careful ? (ushort)1 : (ushort)Prefetch, global: false, ct);
            channel.ChannelShutdownAsync += (_, _) => session.LoseAsync();
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, delivered) => AcceptAsync(session, delivered);
            consumer.UnregisteredAsync += (_, _) => session.LoseAsync();
            _session = session;
            await channel.BasicConsumeAsync(queue, autoAck: false, consumer, ct);
            await session.Ended.WaitAsync(ct);
        }
        finally
        {
            _session = null;
            await session.EndAsync();
        }
    }

    private async Task AcceptAsync(RabbitMqSession session, BasicDeliverEventArgs delivered)
    {
        EventEnvelope item;
        try
        {
            // Reading copies: the client takes its buffer back when this returns.
            item = EnvelopeJson.Read(delivered.Body);
        }
        catch (FormatException exception)
        {
            log.NotAnEvent(queue, exception);
            await session.Channel.BasicAckAsync(delivered.DeliveryTag, multiple: false);
            return;
        }

        var returns = Returns(delivered.BasicProperties);
        var known = outcomes.Find(item.Id);
        if (known != RecentOutcomes.Finished && !ofTheDead && WatchReturns(known is null ? returns : 0))
        {
            await session.LoseAsync();
            return;
        }

        var attempt = known ?? (ofTheDead ? DeadAttempt : returns + 1);
        if (group.Refuses(item.Type) || known == RecentOutcomes.Finished
            || !session.Held.Add(delivered.DeliveryTag, item, attempt))
        {
            await session.Channel.BasicAckAsync(delivered.DeliveryTag, multiple: false);
            return;
        }

        session.Active = true;
        group.Wake();
    }

    /// <summary>Acknowledges, unless the claim was lost or the session ended.</summary>
    public async Task CompleteAsync(RabbitMqSession session, ulong tag, int attempt, Guid id)
    {
        if (session.Held.Complete(tag, attempt))
        {
            outcomes.Keep(id, RecentOutcomes.Finished);
            await session.Channel.BasicAckAsync(tag, multiple: false);
        }
    }

    /// <summary>Hands it out again after the delay, unless the claim was lost or the session ended.</summary>
    public async Task RetryAsync(
        RabbitMqSession session, ulong tag, int attempt, TimeSpan delay, Delivery delivery)
    {
        var next = delivery.Attempt + 1;
        if (session.Held.Retry(tag, attempt, delay, next))
        {
            outcomes.Keep(delivery.Event.Id, next);
            if (_careful)
            {
                // It did not kill the process, so nothing need wait behind it.
                _careful = false;
                await session.LoseAsync();
            }
        }
    }

    // True when the queue must be consumed in another way from now on.
    private bool WatchReturns(int returns)
    {
        var careful = returns >= Suspicious;
        if (careful == _careful)
        {
            return false;
        }

        _careful = careful;
        return true;
    }

    private static int Returns(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue("x-delivery-count", out var count) == true
            ? Convert.ToInt32(count, CultureInfo.InvariantCulture)
            : 0;
}
