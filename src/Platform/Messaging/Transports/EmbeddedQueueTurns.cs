using Microsoft.Data.Sqlite;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// One at a time on the queue's one connection; the changes that wait meanwhile are made together, in one transaction,
/// because committing costs more than most of them. Each caller's answer comes after its commit.
/// </summary>
internal sealed class EmbeddedQueueTurns(SqliteConnection connection) : IThreadPoolWorkItem, IAsyncDisposable
{
    private const int MostTogether = 64;

    private readonly Lock _gate = new();
    private readonly Queue<Turn> _waiting = new();
    private bool _isRunning;

    public Task<T> ReadAsync<T>(Func<T> read, CancellationToken ct) =>
        AddAsync(new Turn<T>(null, read, null, ct));

    public Task<T> ChangeAsync<T>(Func<SqliteTransaction, T> change, CancellationToken ct) =>
        AddAsync(new Turn<T>(null, null, change, ct));

    /// <summary>Looks first: a look takes no write lock, which the other processes wait for.</summary>
    public Task<T> ChangeIfAsync<T>(Func<bool> isNeeded, Func<SqliteTransaction, T> change, T otherwise, CancellationToken ct) =>
        AddAsync(new Turn<T>(isNeeded, () => otherwise, change, ct));

    public async ValueTask DisposeAsync() => await ReadAsync(() => true, CancellationToken.None);

    void IThreadPoolWorkItem.Execute()
    {
        var together = new List<Turn>();
        lock (_gate)
        {
            while (together.Count < MostTogether && _waiting.TryDequeue(out var turn))
            {
                together.Add(turn);
            }
        }

        Run([.. together.Where(turn => turn.NeedsTransaction())]);
        lock (_gate)
        {
            _isRunning = _waiting.Count > 0;
            if (!_isRunning)
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private Task<T> AddAsync<T>(Turn<T> turn)
    {
        lock (_gate)
        {
            _waiting.Enqueue(turn);
            if (_isRunning)
            {
                return turn.Done;
            }

            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return turn.Done;
    }

    private void Run(IReadOnlyList<Turn> turns)
    {
        if (turns.Count == 0)
        {
            return;
        }

        try
        {
            using var transaction = connection.BeginTransaction();
            foreach (var turn in turns)
            {
                turn.Change(transaction);
            }

            transaction.Commit();
        }
        catch (Exception) when (turns.Count > 1)
        {
            // One of them failed, and nobody else's change fails with it.
            foreach (var turn in turns)
            {
                Run([turn]);
            }

            return;
        }
        catch (Exception exception)
        {
            turns[0].Fail(exception);
            return;
        }

        foreach (var turn in turns)
        {
            turn.Answer();
        }
    }

    private abstract class Turn
    {
        /// <summary>False when it is done already: given up, only read, or not needed.</summary>
        public abstract bool NeedsTransaction();

        /// <summary>May be called again after a transaction that failed.</summary>
        public abstract void Change(SqliteTransaction transaction);

        public abstract void Answer();

        public abstract void Fail(Exception exception);
    }

    private sealed class Turn<T>(
        Func<bool>? isNeeded, Func<T>? otherwise, Func<SqliteTransaction, T>? change, CancellationToken ct) : Turn
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Done => _done.Task;

        public override bool NeedsTransaction()
        {
            if (ct.IsCancellationRequested)
            {
                _done.TrySetCanceled(ct);
                return false;
            }

            try
            {
                if (change is not null && isNeeded?.Invoke() != false)
                {
                    return true;
                }

                _done.TrySetResult(otherwise!());
            }
            catch (Exception exception)
            {
                Fail(exception);
            }

            return false;
        }

        public override void Change(SqliteTransaction transaction) => _result = change!(transaction);

        public override void Answer() => _done.TrySetResult(_result!);

        public override void Fail(Exception exception) => _done.TrySetException(exception);
    }
}
