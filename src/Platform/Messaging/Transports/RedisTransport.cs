using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// Redis 7 Streams: a stream per group, holding what the group has not finished, so that trimming can drop nothing else.
/// One script each sends, claims, completes and retries; order per subject and claims stand in Redis, so any number of
/// processes may share a group and none holds what another needs when it dies.
/// </summary>
/// <param name="prefix">Beginning of all keys.</param>
/// <param name="replicas">How many replicas must have an event before it counts as sent.</param>
internal sealed class RedisTransport(
    Func<CancellationToken, Task<IConnectionMultiplexer>> connect,
    TimeProvider clock,
    string prefix = "digitaldocs",
    int replicas = 0) : IEventTransport, IAsyncDisposable
{
    private const int RememberedIds = 100_000;
    private const int RecentEvents = 10_000;
    private const int ReadAhead = 10_000;
    private static readonly TimeSpan RecentFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan ReplicaTime = TimeSpan.FromSeconds(2);

    private readonly RedisKey[] _keys = [$"{{{prefix}}}:events"];
    private readonly ConcurrentDictionary<string, WakeSignal> _waiting = new();
    private readonly ConcurrentDictionary<string, IReadOnlyCollection<string>> _subscribed = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private IConnectionMultiplexer? _listening;

    private RedisChannel WakeChannel => RedisChannel.Literal($"{_keys[0]}:wake");

    // Zero in production: the server's clock rules. A test's clock leads or lags by this.
    private long LeadMilliseconds => ReferenceEquals(clock, TimeProvider.System)
        ? 0
        : (long)(clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalMilliseconds;

    public async Task SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken ct)
    {
        if (events.Count == 0)
        {
            return;
        }

        var arguments = new List<RedisValue>((events.Count * 5) + 3)
        {
            RememberedIds,
            RecentEvents,
            (TimeProvider.System.GetUtcNow() - RecentFor).ToUnixTimeMilliseconds(),
        };
        foreach (var item in events)
        {
            arguments.Add(item.Id.ToByteArray());
            arguments.Add(item.Type);
            arguments.Add(item.Subject);
            arguments.Add(item.AgencyId?.ToString() ?? "");
            arguments.Add(EnvelopeJson.Write(item));
        }

        await RunAsync(RedisScripts.Send, arguments, ct);
        if (replicas > 0)
        {
            await WaitForReplicasAsync(ct);
        }
    }

    public async Task SubscribeAsync(string group, IReadOnlyCollection<string> types, CancellationToken ct)
    {
        await RunAsync(RedisScripts.Subscribe, [group, .. types.Select(type => (RedisValue)type)], ct);
        _subscribed[group] = types;
    }

    public async Task<IReadOnlyList<Delivery>> ReceiveAsync(string group, int max, CancellationToken ct)
    {
        var signal = _waiting.GetOrAdd(group, _ => new WakeSignal());
        while (true)
        {
            await ListenAsync(ct);
            ct.ThrowIfCancellationRequested();
            if (await ClaimOrJoinAsync(group, max) is { Count: > 0 } claimed)
            {
                if (claimed.Count == max)
                {
                    signal.Wake();
                }

                return claimed;
            }

            // Redis wakes us for new events; the time-out finds retries that fell due and abandoned claims.
            await signal.WaitAsync(TimeSpan.FromSeconds(1), ct);
        }
    }

    public async Task CompleteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        foreach (var ofGroup in deliveries.GroupBy(delivery => delivery.Group))
        {
            var arguments = new List<RedisValue> { ofGroup.Key, 0, 0 };
            foreach (var delivery in ofGroup)
            {
                var (id, attempt) = Parse(delivery);
                arguments.AddRange([id, attempt, delivery.Event.Subject]);
            }

            await RunAsync(RedisScripts.Complete, arguments, ct);
        }
    }

    public Task RetryAsync(Delivery delivery, TimeSpan delay, string reason, CancellationToken ct)
    {
        var (id, attempt) = Parse(delivery);
        return RunAsync(
            RedisScripts.Retry,
            [delivery.Group, (long)delay.TotalMilliseconds, LeadMilliseconds, id, attempt, delivery.Attempt],
            ct);
    }

    public async Task RenewAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        foreach (var ofGroup in deliveries.GroupBy(delivery => delivery.Group))
        {
            var arguments = new List<RedisValue>
            {
                ofGroup.Key, (long)IEventTransport.ClaimTime.TotalMilliseconds, LeadMilliseconds,
            };
            foreach (var delivery in ofGroup)
            {
                var (id, attempt) = Parse(delivery);
                arguments.AddRange([id, attempt]);
            }

            await RunAsync(RedisScripts.Renew, arguments, ct);
        }
    }

    public async Task<long> LengthAsync(string group, CancellationToken ct)
    {
        var database = (await connect(ct)).GetDatabase();
        return await database.StreamLengthAsync($"{_keys[0]}:group:{group}").WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_listening is { } connection)
        {
            try
            {
                await connection.GetSubscriber().UnsubscribeAsync(WakeChannel);
            }
            catch (Exception exception) when (exception is RedisException or ObjectDisposedException)
            {
                // The server is gone, and with it the subscription.
                _listening = null;
            }
        }

        _turn.Dispose();
    }

    // A server that came back empty knows nobody: it is told again, and hands out what it was sent meanwhile.
    private async Task<List<Delivery>> ClaimOrJoinAsync(string group, int max)
    {
        try
        {
            return await ClaimAsync(group, max);
        }
        catch (RedisServerException exception) when (
            exception.Message.Contains("NOGROUP", StringComparison.Ordinal)
            && _subscribed.TryGetValue(group, out var types))
        {
            await SubscribeAsync(group, types, CancellationToken.None);
            return await ClaimAsync(group, max);
        }
    }

    // Not to be cancelled: what the script has claimed must reach the caller.
    private async Task<List<Delivery>> ClaimAsync(string group, int max)
    {
        var answer = (RedisResult[])(await RunAsync(
            RedisScripts.Claim,
            [group, max, LeadMilliseconds, (long)IEventTransport.ClaimTime.TotalMilliseconds, ReadAhead],
            CancellationToken.None))!;
        var claimed = new List<Delivery>(answer.Length / 3);
        for (var i = 0; i < answer.Length; i += 3)
        {
            var attempt = (int)answer[i + 1];
            claimed.Add(new Delivery(
                group,
                string.Create(CultureInfo.InvariantCulture, $"{(string)answer[i]!}/{attempt}"),
                attempt,
                EnvelopeJson.Read((byte[])answer[i + 2]!)));
        }

        return claimed;
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        var connection = await connect(ct);
        if (ReferenceEquals(_listening, connection))
        {
            return;
        }

        await _turn.WaitAsync(ct);
        try
        {
            if (!ReferenceEquals(_listening, connection))
            {
                await connection.GetSubscriber().SubscribeAsync(WakeChannel, (_, group) => Wake((string)group!));
                _listening = connection;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Wake(string group)
    {
        if (_waiting.TryGetValue(group, out var signal))
        {
            signal.Wake();
        }
    }

    // Counts for what this connection wrote before, so it goes to the node that carries the events. Sent again when too few answered; ids make that harmless.
    private async Task WaitForReplicasAsync(CancellationToken ct)
    {
        var server = (await connect(ct)).GetServer(_keys[0]);
        var reached = (int)await server
            .ExecuteAsync("WAIT", replicas, (long)ReplicaTime.TotalMilliseconds).WaitAsync(ct);
        if (reached < replicas)
        {
            throw new RedisException($"{reached} of {replicas} replicas have the events; they are sent again.");
        }
    }

    private async Task<RedisResult> RunAsync(string script, IReadOnlyCollection<RedisValue> arguments, CancellationToken ct)
    {
        var database = (await connect(ct)).GetDatabase();
        return await database.ScriptEvaluateAsync(script, _keys, [.. arguments]).WaitAsync(ct);
    }

    private static (string Id, string Attempt) Parse(Delivery delivery)
    {
        var slash = delivery.Mark.LastIndexOf('/');
        return (delivery.Mark[..slash], delivery.Mark[(slash + 1)..]);
    }
}
