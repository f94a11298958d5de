using DigitalDocs.Platform.Redis;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Broadcast;

/// <summary>Between processes by one Redis channel; within this one at once, also when the server is away.</summary>
internal sealed class RedisBroadcast : IBroadcast, IDisposable
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    private readonly LocalBroadcast _local = new();
    private readonly string _me = Guid.CreateVersion7().ToString("N");
    private readonly CancellationTokenSource _stopped = new();
    private readonly RedisStore _store;
    private readonly RedisChannel _channel;
    private readonly TimeProvider _clock;
    private readonly ILogger<RedisBroadcast> _log;
    private readonly Lazy<Task> _joined;
    private volatile ISubscriber? _subscriber;

    public RedisBroadcast(RedisStore store, TimeProvider clock, ILogger<RedisBroadcast> log)
    {
        (_store, _clock, _log) = (store, clock, log);
        _channel = store.Channel("news");
        _joined = new Lazy<Task>(() => Task.Run(JoinAsync));
    }

    public bool ReachesOthers => _subscriber?.IsConnected(_channel) ?? false;

    public void Send(string topic, string message)
    {
        _local.Send(topic, message);
        _ = _joined.Value;
        try
        {
            _subscriber?.Publish(_channel, $"{_me}|{topic}|{message}", CommandFlags.FireAndForget);
        }
        catch (RedisException e)
        {
            // The others find out by looking.
            _log.NewsLost(topic, e.GetType().Name);
        }
    }

    public IDisposable Listen(string topic, Action<string> receive)
    {
        _ = _joined.Value;
        return _local.Listen(topic, receive);
    }

    public void Dispose()
    {
        _stopped.Cancel();
        _stopped.Dispose();
    }

    private async Task JoinAsync()
    {
        var ct = _stopped.Token;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var subscriber = (await _store.ConnectionAsync(ct)).GetSubscriber();
                await subscriber.SubscribeAsync(_channel, (_, message) => Receive(message));

                // From here on the connection joins again by itself whenever it was lost.
                _subscriber = subscriber;
                return;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is RedisException or TimeoutException or ArgumentException)
            {
                _log.NoNews(e.GetType().Name);
                await Task.Delay(TryAgain, _clock, CancellationToken.None);
            }
        }
    }

    private void Receive(RedisValue message)
    {
        if (((string?)message)?.Split('|', 3) is [var sender, var topic, var text] && sender != _me)
        {
            _local.Send(topic, text);
        }
    }
}
