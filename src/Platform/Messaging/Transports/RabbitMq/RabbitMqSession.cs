using RabbitMQ.Client;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>A queue as consumed over one channel: what the channel handed to us ends with it.</summary>
internal sealed class RabbitMqSession(IChannel channel, HeldDeliveries held)
{
    private static long s_last;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _closed;

    public long Id { get; } = Interlocked.Increment(ref s_last);

    public IChannel Channel => channel;

    public HeldDeliveries Held => held;

    /// <summary>This process is the one that the queue's events come to.</summary>
    public bool Active { get; set; }

    /// <summary>Nothing more is handed out.</summary>
    public bool Draining { get; private set; }

    public Task Ended => _ended.Task;

    public Task LoseAsync()
    {
        _ended.TrySetResult();
        return Task.CompletedTask;
    }

    public async Task DrainAsync(CancellationToken ct)
    {
        Draining = true;
        while (held.Claimed > 0 && !_ended.Task.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        }
    }

    /// <summary>Closes the channel; the broker takes back what was not finished.</summary>
    public async Task EndAsync()
    {
        Draining = true;
        _ended.TrySetResult();
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            // Acknowledgements are written before: a close that the broker answers comes after them.
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                await channel.CloseAsync(patience.Token);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Already gone, which is what was wanted.
                _ = exception;
            }

            await channel.DisposeAsync();
        }
    }
}
