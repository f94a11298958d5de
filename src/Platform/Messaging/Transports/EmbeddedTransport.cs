using System.Globalization;
using System.Text.Json;
using DigitalDocs.Platform.Data;
using Microsoft.Data.Sqlite;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// The queue of the embedded line-up: a SQLite file that all processes of the machine share. Events are a log, each
/// group has a position in it, and what a group has claimed or must retry stands in <c>deliveries</c>.
/// </summary>
internal sealed class EmbeddedTransport : IEventTransport, IAsyncDisposable
{
    private static readonly TimeSpan TrimEvery = TimeSpan.FromMinutes(1);

    // A group that is new to the installation still sees this much of the past.
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private readonly TimeProvider _clock;
    private readonly SqliteConnection _connection;
    private readonly SqliteStatements _statements;
    private readonly EmbeddedQueueTurns _turns;

    // When a group last got something of an agency, as the number of that hand-out.
    private readonly Dictionary<(string Group, string Agency), long> _served = [];
    private readonly GroupSignals _groups = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _watching;
    private readonly string _path;
    private long _handedOut;

    public EmbeddedTransport(Databases databases, TimeProvider clock)
    {
        _clock = clock;
        _path = databases.SqlitePath("events");
        databases.EnsureFolder();
        using (FileLock.Take(_path + ".migrate"))
        {
            _connection = EmbeddedQueueSql.Open(_path, databases.SqliteSynchronous);
        }

        _statements = new SqliteStatements(_connection);
        _turns = new EmbeddedQueueTurns(_connection);
        _watching = Task.Run(WatchAsync);
    }

    public async Task SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken ct)
    {
        await _turns.ChangeAsync(transaction =>
        {
            foreach (var item in events)
            {
                EmbeddedQueueSql.Insert(_statements, transaction, item);
            }

            return true;
        }, ct);
        _groups.WakeFor(events.Select(item => item.Type).ToHashSet());
    }

    public Task SubscribeAsync(string group, IReadOnlyCollection<string> types, CancellationToken ct)
    {
        _groups.Want(group, types);
        return _turns.ChangeAsync(transaction =>
        {
            EmbeddedQueueSql.Subscribe(_statements, transaction, group, JsonSerializer.Serialize(types));
            return true;
        }, ct);
    }

    public async Task<IReadOnlyList<Delivery>> ReceiveAsync(string group, int max, CancellationToken ct)
    {
        var signal = _groups.Of(group);
        while (true)
        {
            if (await ClaimAsync(group, max, ct) is { Count: > 0 } claimed)
            {
                if (claimed.Count == max)
                {
                    signal.Wake();
                }

                return claimed;
            }

            // The watcher wakes us for new events; the time-out finds retries that fell due and abandoned claims.
            await signal.WaitAsync(TimeSpan.FromSeconds(1), ct);
        }
    }

    public async Task CompleteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        await _turns.ChangeAsync(transaction =>
        {
            ForEach(_statements.Get(EmbeddedQueueSql.Complete, transaction), deliveries);
            return true;
        }, ct);

        // Later events of these subjects may have waited.
        foreach (var group in deliveries.Select(delivery => delivery.Group).Distinct())
        {
            _groups.Wake(group);
        }
    }

    public Task RetryAsync(Delivery delivery, TimeSpan delay, string reason, CancellationToken ct) =>
        _turns.ChangeAsync(transaction =>
        {
            var retry = _statements.Get(
                EmbeddedQueueSql.Retry,
                transaction,
                ("$attempts", delivery.Attempt),
                ("$due", Milliseconds(delay)),
                ("$error", reason));
            ForEach(retry, [delivery]);
            return true;
        }, ct);

    public Task RenewAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct) =>
        _turns.ChangeAsync(transaction =>
        {
            var until = Milliseconds(IEventTransport.ClaimTime);
            ForEach(_statements.Get(EmbeddedQueueSql.Renew, transaction, ("$until", until)), deliveries);
            return true;
        }, ct);

    public Task<long> LengthAsync(string group, CancellationToken ct) => _turns.ReadAsync(
        () => (long)_statements.Get(EmbeddedQueueSql.Length, null, ("$group", group)).ExecuteScalar()!, ct);

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _watching;
        await _turns.DisposeAsync();
        _statements.Dispose();
        await _connection.DisposeAsync();
        _stopped.Dispose();
    }

    internal Task<bool> TrimAsync() => _turns.ChangeAsync(transaction =>
    {
        EmbeddedQueueSql.Trim(_statements, transaction, Milliseconds(-KeptFor));
        return true;
    }, _stopped.Token);

    private Task<List<Delivery>> ClaimAsync(string group, int max, CancellationToken ct) => _turns.ChangeIfAsync(
        () => EmbeddedQueueSql.HasWork(_statements, group, Milliseconds(TimeSpan.Zero)),
        transaction => Claim(group, max, transaction),
        otherwise: [],
        ct);

    private List<Delivery> Claim(string group, int max, SqliteTransaction transaction)
    {
        EmbeddedQueueSql.Spread(_statements, transaction, group);
        var agencies = EmbeddedQueueSql.Agencies(_statements, transaction, group);
        var claimed = new List<Delivery>();
        int before;
        do
        {
            before = claimed.Count;
            ClaimInTurn(group, agencies, max, claimed, transaction);
        }
        while (claimed.Count > before && claimed.Count < max);
        return claimed;
    }

    // Whoever was served longest ago comes first, and nobody takes more than a share while others wait.
    private void ClaimInTurn(
        string group, List<string> agencies, int max, List<Delivery> claimed, SqliteTransaction transaction)
    {
        var now = Milliseconds(TimeSpan.Zero);
        var share = Math.Max(1, max / Math.Max(1, agencies.Count));
        foreach (var agency in agencies.OrderBy(agency => _served.GetValueOrDefault((group, agency))))
        {
            var room = Math.Min(share, max - claimed.Count);
            if (room == 0)
            {
                return;
            }

            var found = EmbeddedQueueSql.Claimable(_statements, transaction, group, agency, now, room);
            if (found.Count > 0)
            {
                var until = Milliseconds(IEventTransport.ClaimTime);
                ForEach(_statements.Get(EmbeddedQueueSql.Claim, transaction, ("$until", until)), found);
                claimed.AddRange(found);
                _served[(group, agency)] = ++_handedOut;
            }
        }
    }

    private async Task WatchAsync()
    {
        await using var news = new EmbeddedQueueNews(_path);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
        var trimmed = _clock.GetUtcNow();
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token))
            {
                if (_clock.GetUtcNow() - trimmed > TrimEvery)
                {
                    trimmed = _clock.GetUtcNow();
                    await TrimAsync();
                }

                _groups.WakeFor(news.Types());
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private static void ForEach(SqliteCommand command, IReadOnlyList<Delivery> deliveries)
    {
        var group = command.Parameters.Add("$group", SqliteType.Text);
        var seq = command.Parameters.Add("$seq", SqliteType.Integer);
        var attempt = command.Parameters.Add("$attempt", SqliteType.Integer);
        foreach (var delivery in deliveries)
        {
            group.Value = delivery.Group;
            var slash = delivery.Mark.IndexOf('/', StringComparison.Ordinal);
            seq.Value = long.Parse(delivery.Mark.AsSpan(0, slash), CultureInfo.InvariantCulture);
            attempt.Value = long.Parse(delivery.Mark.AsSpan(slash + 1), CultureInfo.InvariantCulture);
            command.ExecuteNonQuery();
        }
    }

    private long Milliseconds(TimeSpan fromNow) => (_clock.GetUtcNow() + fromNow).ToUnixTimeMilliseconds();
}
