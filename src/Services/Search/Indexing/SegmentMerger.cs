using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Search.Indexing;

/// <summary>
/// Makes few large segments out of many small ones, beside reading and writing. A merge is built out of sight in small
/// transactions and swapped in with one; a process that dies in the middle leaves rows that the next one sweeps away.
/// </summary>
internal sealed class SegmentMerger(IndexFile file, TimeProvider clock, ILogger<SegmentMerger> log) : IAsyncDisposable
{
    // A document that comes meanwhile waits for one of these.
    private const int TermsPerTransaction = 1000;
    private const int MostSources = 32;
    private const int MostFailures = 10;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(200);

    private readonly string _holder = Guid.CreateVersion7().ToString();
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private bool _wanted;
    private volatile bool _isStopped;

    /// <summary>Merges what is due, in the background.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _wanted = true;
            if (_running.IsCompleted && !_isStopped)
            {
                _running = Task.Run(RunAsync);
            }
        }
    }

    /// <summary>Returns when nothing is left to merge.</summary>
    public async Task SettleAsync()
    {
        Task running;
        lock (_lock)
        {
            running = _running;
        }

        await running;
    }

    /// <summary>Stops at the next step; what was being built is swept up by the next merge.</summary>
    public void Stop() => _isStopped = true;

    public async ValueTask DisposeAsync()
    {
        Stop();
        await SettleAsync();
    }

    private async Task RunAsync()
    {
        var failures = 0;
        do
        {
            if (!await TryMergeAsync())
            {
                failures++;
                await Task.Delay(AfterFailure, clock);
            }
        }
        while (GoesOn(failures));
    }

    private async Task<bool> TryMergeAsync()
    {
        try
        {
            using var connection = file.Open();
            var isOurs = await TakeLeaseAsync(connection);
            if (isOurs)
            {
                await SweepAsync(connection);
            }

            // Without the lease another process merges, and the wish is its.
            while (TakeWish() && isOurs && !_isStopped)
            {
                while (Due(connection) is { } due && await MergeAsync(connection, due))
                {
                    await SweepAsync(connection);
                }
            }

            await WriteAsync(
                connection,
                () => connection.Prepare("DELETE FROM lease WHERE name = 'merge' AND holder = ?1").Bind(1, _holder).Run());
            return true;
        }
        catch (SqliteException failure)
        {
            // Merging only makes reading faster; it can wait until the file is less in demand.
            Log.MergeFailed(log, failure);
            lock (_lock)
            {
                _wanted = true;
            }

            return false;
        }
    }

    private bool GoesOn(int failures)
    {
        lock (_lock)
        {
            if (_wanted && !_isStopped && failures < MostFailures)
            {
                return true;
            }

            // Not when the task has ended: a wish that came in between would be nobody's.
            _running = Task.CompletedTask;
            return false;
        }
    }

    private bool TakeWish()
    {
        lock (_lock)
        {
            var wanted = _wanted;
            _wanted = false;
            return wanted;
        }
    }

    private async Task WriteAsync(IndexConnection connection, Action change)
    {
        using var turn = await file.WriterTurn.EnterAsync(Guid.Empty, isUrgent: false, CancellationToken.None);
        connection.Write(change);
    }

    private async Task<bool> TakeLeaseAsync(IndexConnection connection)
    {
        var isOurs = false;
        await WriteAsync(connection, () => isOurs = TakeLease(connection));
        return isOurs;
    }

    private bool TakeLease(IndexConnection connection)
    {
        var now = clock.GetUtcNow();
        connection.Prepare(
            """
            INSERT INTO lease (name, holder, until) VALUES ('merge', ?1, ?2)
            ON CONFLICT DO UPDATE SET holder = excluded.holder, until = excluded.until
            WHERE holder = excluded.holder OR until < ?3
            """)
            .Bind(1, _holder).Bind(2, (now + LeaseTime).ToUnixTimeSeconds()).Bind(3, now.ToUnixTimeSeconds()).Run();
        return connection.Prepare("SELECT 1 FROM lease WHERE name = 'merge' AND holder = ?1")
            .Bind(1, _holder).Number() == 1;
    }

    /// <summary>
    /// The lowest level at which enough neighbours stand together. Only neighbours are merged: every segment then holds
    /// a stretch of documents of its own, and lists are put together end to end.
    /// </summary>
    private static List<Source>? Due(IndexConnection connection)
    {
        var all = new List<Source>();
        var rows = connection.Prepare("SELECT id, agency, level, first FROM segment WHERE state = ?1 ORDER BY agency, first")
            .Bind(1, SegmentState.Live);
        while (rows.Step())
        {
            all.Add(new Source(rows.Integer(0), rows.Integer(1), rows.Integer(2), rows.Integer(3)));
        }

        foreach (var level in all.Select(source => source.Level).Distinct().Order())
        {
            var run = new List<Source>();
            foreach (var source in all)
            {
                if (run.Count > 0 && (source.Level > level || source.Agency != run[0].Agency || run.Count >= MostSources))
                {
                    if (run.Count >= SegmentState.Width)
                    {
                        return run;
                    }

                    run.Clear();
                }

                if (source.Level <= level)
                {
                    run.Add(source);
                }
            }

            if (run.Count >= SegmentState.Width)
            {
                return run;
            }
        }

        return null;
    }

    private async Task<bool> MergeAsync(IndexConnection connection, List<Source> sources)
    {
        var first = sources[0];
        var target = 0L;
        await WriteAsync(connection, () =>
        {
            connection.Prepare("INSERT INTO segment (agency, state, level, first) VALUES (?1, ?2, ?3, ?4)")
                .Bind(1, first.Agency).Bind(2, SegmentState.Building).Bind(3, sources.Max(source => source.Level) + 1).Bind(4, first.First).Run();
            target = connection.Prepare("SELECT last_insert_rowid()").Number()!.Value;
        });

        using var merge = new ListMerge(file, sources.ConvertAll(source => source.Id), first.Agency);
        var (isOurs, more) = (true, true);
        while (isOurs && more)
        {
            if (_isStopped)
            {
                return false;
            }

            await WriteAsync(connection, () =>
            {
                isOurs = TakeLease(connection);
                more = isOurs && merge.Copy(connection, target, TermsPerTransaction);
            });
        }

        if (isOurs)
        {
            await WriteAsync(connection, () => Swap(connection, sources, target));
        }

        return isOurs;
    }

    private static void Swap(IndexConnection connection, List<Source> sources, long target)
    {
        connection.Prepare("UPDATE segment SET state = ?2 WHERE id = ?1").Bind(1, target).Bind(2, SegmentState.Live).Run();
        foreach (var source in sources)
        {
            connection.Prepare("UPDATE segment SET state = ?2 WHERE id = ?1")
                .Bind(1, source.Id).Bind(2, SegmentState.Dropped).Run();
        }
    }

    /// <summary>Deletes what was merged, and what a merge that died has left. Only the holder of the lease may.</summary>
    private async Task SweepAsync(IndexConnection connection)
    {
        while (!_isStopped && connection.Prepare(
            "SELECT id FROM segment WHERE state <> ?1 LIMIT 1").Bind(1, SegmentState.Live).Number() is { } id)
        {
            await WriteAsync(connection, () => DeleteSome(connection, id));
        }
    }

    private static void DeleteSome(IndexConnection connection, long id)
    {
        var last = connection.Prepare(string.Create(CultureInfo.InvariantCulture,
            $"SELECT term FROM posting WHERE segment = ?1 ORDER BY term LIMIT 1 OFFSET {TermsPerTransaction}")).Bind(1, id);
        var term = last.Step() ? last.Text(0) : null;
        last.Reset();
        if (term is null)
        {
            connection.Prepare("DELETE FROM posting WHERE segment = ?1").Bind(1, id).Run();
            connection.Prepare("DELETE FROM segment WHERE id = ?1").Bind(1, id).Run();
            return;
        }

        connection.Prepare("DELETE FROM posting WHERE segment = ?1 AND term < ?2").Bind(1, id).Bind(2, term).Run();
    }

    private sealed record Source(long Id, long Agency, long Level, long First);
}
