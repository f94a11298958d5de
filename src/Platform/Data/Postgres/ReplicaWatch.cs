using System.Collections.Concurrent;
using DigitalDocs.Platform.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DigitalDocs.Platform.Data;

/// <summary>
/// Knows how old the replica's state is: twice a second it notes how far the main server's log is and how much of it the
/// replica has applied. A replica that has applied what was written by noon is as of noon, however idle the server is
/// and whether or not the stream still runs.
/// </summary>
internal sealed class ReplicaWatch(
    Databases databases, IOptions<DataOptions> options, TimeProvider clock, ILogger<ReplicaWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private readonly Queue<(long At, long Position)> _samples = new();
    private readonly ConcurrentDictionary<Guid, long> _writes = new();
    private long _asOf = long.MinValue;
    private bool _told;

    public string ConnectionString => databases.ReplicaConnectionString!;

    /// <summary>How far behind the replica is at most; null when it cannot be used.</summary>
    public TimeSpan? Lag => Interlocked.Read(ref _asOf) is var asOf and not long.MinValue ? clock.GetElapsedTime(asOf) : null;

    /// <summary>Whether it is fresh enough for this caller, who must see at least what they did themselves.</summary>
    public bool MayServe(Caller caller) =>
        Lag <= options.Value.ReplicaLongestLag
        && (!_writes.TryGetValue(KeyOf(caller), out var wrote) || clock.GetElapsedTime(wrote) > options.Value.ReplicaLongestLag);

    public void NoteWrite(Caller caller) => _writes[KeyOf(caller)] = clock.GetTimestamp();

    /// <summary>It failed a reader: nobody is sent there until it has answered again.</summary>
    public void NoteFailure() => Interlocked.Exchange(ref _asOf, long.MinValue);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SampleAsync(stoppingToken);
                Tell(null);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                NoteFailure();
                Tell(exception);
                await timer.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    private static Guid KeyOf(Caller caller) => caller.UserId != Guid.Empty ? caller.UserId : caller.AgencyId;

    private async Task SampleAsync(CancellationToken ct)
    {
        var now = clock.GetTimestamp();
        _samples.Enqueue((now, await PositionAsync(databases.PostgresConnectionString, "pg_current_wal_lsn()", ct)));
        var applied = await PositionAsync(ConnectionString, "COALESCE(pg_last_wal_replay_lsn(), '0/0')", ct);
        while (_samples.TryPeek(out var sample) && (sample.Position <= applied || _samples.Count > 10_000))
        {
            _samples.Dequeue();
            if (sample.Position <= applied)
            {
                Interlocked.Exchange(ref _asOf, sample.At);
            }
        }

        foreach (var (caller, wrote) in _writes)
        {
            if (clock.GetElapsedTime(wrote) > options.Value.ReplicaLongestLag)
            {
                _writes.TryRemove(KeyValuePair.Create(caller, wrote));
            }
        }
    }

    private static async Task<long> PositionAsync(string address, string function, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"SELECT ({function} - '0/0'::pg_lsn)::bigint", connection) { CommandTimeout = 3 };
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private void Tell(Exception? failure)
    {
        if (failure is not null && !_told)
        {
            log.ReplicaLost(failure.Message);
        }
        else if (failure is null && _told)
        {
            log.ReplicaBack();
        }

        _told = failure is not null;
    }
}
