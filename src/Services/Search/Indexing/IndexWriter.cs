namespace DigitalDocs.Search.Indexing;

/// <summary>
/// Writes changes, many in one transaction when many wait. A change is either wholly there or not at all, may come
/// twice, and loses against what is newer.
/// </summary>
internal sealed class IndexWriter(IndexFile file, SegmentMerger merger) : IDisposable
{
    private const int MaxBatch = 1024;

    private readonly Lock _lock = new();
    private readonly Queue<Pending> _waiting = new();
    private bool _isWriting;
    private IndexConnection? _connection;

    /// <summary>Returns when the changes are safe. What has begun to wait is written: the index is not closed under it.</summary>
    public Task WriteAsync(
        IReadOnlyList<IndexedDocument> documents,
        IReadOnlyList<RemovedDocument> removals,
        CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return Task.FromCanceled(ct);
        }

        var pending = new Pending(documents, removals);
        lock (_lock)
        {
            _waiting.Enqueue(pending);
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAllAsync, CancellationToken.None);
            }
        }

        return pending.Done.Task;
    }

    public void Dispose() => _connection?.Dispose();

    // One writes for all who wait: one flush to disk for many.
    private async Task WriteAllAsync()
    {
        while (GoesOn())
        {
            using var turn = await file.WriterTurn.EnterAsync(Guid.Empty, isUrgent: false, CancellationToken.None);
            var batch = TakeBatch();
            try
            {
                Write([.. batch.SelectMany(p => p.Documents)], [.. batch.SelectMany(p => p.Removals)]);
                batch.ForEach(p => p.Done.TrySetResult());
            }
            catch (Exception failure)
            {
                // Each who waits is told, and tries again as it sees fit.
                batch.ForEach(p => p.Done.TrySetException(failure));
            }
        }
    }

    private bool GoesOn()
    {
        lock (_lock)
        {
            return _isWriting = _waiting.Count > 0;
        }
    }

    private List<Pending> TakeBatch()
    {
        var batch = new List<Pending>();
        var size = 0;
        lock (_lock)
        {
            while (size < MaxBatch && _waiting.TryDequeue(out var pending))
            {
                batch.Add(pending);
                size += pending.Documents.Count;
            }
        }

        return batch;
    }

    private void Write(IReadOnlyList<IndexedDocument> documents, IReadOnlyList<RemovedDocument> removals)
    {
        var segments = documents
            .GroupBy(document => document.Id).Select(versions => versions.MaxBy(document => document.Version)!)
            .GroupBy(document => document.AgencyId)
            .SelectMany(agency => agency.Chunk(ChunkSize(agency.Count())).Select(chunk => (agency.Key, chunk)))
            .AsParallel().AsOrdered()
            .Select(run => (Agency: run.Key, Segment: Build(run.chunk)))
            .ToArray();

        _connection ??= file.Open();
        var write = new IndexTransaction(_connection);
        _connection.Write(() =>
        {
            foreach (var agency in removals.GroupBy(removal => removal.AgencyId))
            {
                write.Remove(agency.Key, agency);
            }

            foreach (var (agency, segment) in segments)
            {
                write.Add(agency, segment);
            }
        });
        if (_connection.Prepare("SELECT count(*) FROM segment").Number() >= SegmentState.Width)
        {
            merger.Wake();
        }
    }

    private static SegmentBuilder Build(IndexedDocument[] documents)
    {
        var segment = new SegmentBuilder();
        foreach (var document in documents)
        {
            segment.Add(document);
        }

        return segment;
    }

    // Few large segments rather than many small ones; two only when there is work for two cores.
    private static int ChunkSize(int documents) => documents < 64 ? documents : (documents + 1) / 2;

    private sealed record Pending(IReadOnlyList<IndexedDocument> Documents, IReadOnlyList<RemovedDocument> Removals)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
