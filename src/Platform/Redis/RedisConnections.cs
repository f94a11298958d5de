using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Redis;

/// <summary>
/// One connection per connection string for the whole process; it is shared by everything that uses Redis, mends
/// itself for ever, and hands commands out at once or fails at once: nothing waits for a server that is away.
/// </summary>
internal sealed class RedisConnections(TimeProvider clock, ILogger<RedisConnections> log) : IAsyncDisposable
{
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<ConnectionMultiplexer> _sentinels = [];

    /// <summary>
    /// The connection, made at the first call. A server that does not answer then is no error: commands fail until it
    /// does. Sentinels that do not name a primary are one, because nobody knows yet where to connect.
    /// </summary>
    /// <param name="connectionString">
    /// <c>host:6379,password=…</c>; the nodes of a cluster; or the sentinels and <c>serviceName=</c>, with
    /// <c>sentinelPassword=</c> when theirs is another one.
    /// </param>
    /// <param name="ct">Ends the wait, not the connecting.</param>
    /// <exception cref="RedisConnectionException">The sentinels know no primary, or do not answer.</exception>
    public Task<IConnectionMultiplexer> GetAsync(string connectionString, CancellationToken ct)
    {
        var slot = _slots.GetOrAdd(connectionString, static _ => new Slot());
        lock (slot)
        {
            if (slot.Connection is null
                || (slot.Connection.IsFaulted && clock.GetElapsedTime(slot.Began) > RestAfterFailure))
            {
                slot.Began = clock.GetTimestamp();
                slot.Connection = Task.Run(() => ConnectAsync(connectionString), CancellationToken.None);
            }

            return slot.Connection.WaitAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var slot in _slots.Values)
        {
            if (slot.Connection is { IsCompletedSuccessfully: true } connection)
            {
                await (await connection).DisposeAsync();
            }
        }

        foreach (var sentinels in _sentinels)
        {
            await sentinels.DisposeAsync();
        }
    }

    private async Task<IConnectionMultiplexer> ConnectAsync(string connectionString)
    {
        var address = RedisSettings.Parse(connectionString);
        var where = address.Where;
        try
        {
            var connection = address is { HasSentinels: true, SentinelPassword: not null }
                ? await ConnectBySentinelsAsync(address)
                : await ConnectionMultiplexer.ConnectAsync(address.Options);
            connection.ConnectionFailed += (_, e) =>
            {
                if (e.ConnectionType == ConnectionType.Interactive)
                {
                    log.ConnectionLost(where, e.FailureType);
                }
            };
            connection.ConnectionRestored += (_, e) =>
            {
                if (e.ConnectionType == ConnectionType.Interactive)
                {
                    log.ConnectionBack(where);
                }
            };
            if (!connection.IsConnected)
            {
                log.NotThere(where);
            }

            return connection;
        }
        catch (RedisConnectionException e)
        {
            log.NoPrimary(where, e.FailureType);
            throw;
        }
    }

    private async Task<ConnectionMultiplexer> ConnectBySentinelsAsync(RedisAddress address)
    {
        var sentinels = await address.ConnectSentinelsAsync();
        try
        {
            var primary = await address.ConnectPrimaryAsync(sentinels);
            _sentinels.Add(sentinels);
            return primary;
        }
        catch
        {
            await sentinels.DisposeAsync();
            throw;
        }
    }

    private sealed class Slot
    {
        public Task<IConnectionMultiplexer>? Connection { get; set; }

        public long Began { get; set; }
    }
}
