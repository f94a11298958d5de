using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// Shares the queues of a group out among its processes: RabbitMQ lets the first come keep a queue, so whoever has more
/// than its share lets go.
/// </summary>
internal sealed class RabbitMqShare(
    RabbitMqConnection connection,
    RabbitMqTopology topology,
    string group,
    IReadOnlyList<RabbitMqPartition> queues,
    ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopped = new();
    private Task _balancing = Task.CompletedTask;
    private IChannel? _presence;

    public void Start() => _balancing = Task.Run(BalanceAsync);

    public async Task StopAsync()
    {
        await _stopped.CancelAsync();
        await _balancing;
    }

    /// <summary>Only after <see cref="StopAsync"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await DropPresenceAsync();
        _stopped.Dispose();
    }

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
                log.NotBalanced(group, exception);
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

        await DropPresenceAsync();
        var channel = _presence = await connection.OpenChannelAsync(confirms: false, ct);
        var queue = topology.PresenceQueue(group);
        try
        {
            await channel.QueueDeclareAsync(
                queue, durable: false, exclusive: false, autoDelete: true, cancellationToken: ct);
            await channel.BasicConsumeAsync(queue, autoAck: true, new AsyncEventingBasicConsumer(channel), ct);
        }
        catch
        {
            await DropPresenceAsync();
            throw;
        }

        return channel;
    }

    private async Task DropPresenceAsync()
    {
        if (_presence is { } presence)
        {
            _presence = null;
            await presence.AbortAsync(CancellationToken.None);
            await presence.DisposeAsync();
        }
    }

    private async Task LetGoOfSurplusAsync(CancellationToken ct)
    {
        var presence = await BePresentAsync(ct);
        var active = queues.Where(partition => partition.Session is { Active: true }).ToList();
        if (active.Count == 0)
        {
            return;
        }

        // A queue with a single active consumer does not count those who wait for it, so presence is told elsewhere.
        var processes = Math.Max(1, (int)await presence.ConsumerCountAsync(topology.PresenceQueue(group), ct));
        var share = (queues.Count + processes - 1) / processes;
        foreach (var partition in active.Skip(share))
        {
            await partition.YieldAsync(ct);
        }
    }
}
