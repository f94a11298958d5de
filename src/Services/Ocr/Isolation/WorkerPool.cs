using System.Collections.Concurrent;
using DigitalDocs.Platform.Jobs;

namespace DigitalDocs.Ocr;

/// <summary>
/// Warm reading processes, as many as there are processors; a process that dies is replaced. One more serves an agency that
/// has none at work while another's files take them all: a page picture takes longer than reading a page of text.
/// </summary>
internal sealed class WorkerPool(OcrOptions options) : IDisposable
{
    private const int ForNewcomers = 1;

    private readonly ConcurrentStack<WorkerProcess> _idle = new();
    private readonly FairGate _gate = new(SizeOf(options), ForNewcomers);
    private readonly Lock _counting = new();
    private int _atWork;
    private bool _disposed;

    public int Size { get; } = SizeOf(options);

    /// <summary>The processes that wait for work.</summary>
    public IEnumerable<int> ProcessIds => _idle.Select(worker => worker.Id);

    /// <summary>Starts the processes, so that the first document finds them warm.</summary>
    public void Warm()
    {
        while (_idle.Count < Size)
        {
            _idle.Push(WorkerProcess.Start(options));
        }
    }

    /// <summary>Does one piece of work for an agency, in turn with the others.</summary>
    public async Task<WorkOutcome> RunAsync(Work work, Guid agency, Func<Answer, Task> receive, CancellationToken ct)
    {
        using var place = await _gate.EnterAsync(agency, work.Kind == WorkKind.Read || work.IsAwaited, ct);
        var worker = Take();
        try
        {
            PrepareForNewcomers();
            return await worker.DoAsync(work, receive, ct);
        }
        finally
        {
            Return(worker);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryPop(out var worker))
        {
            worker.Dispose();
        }
    }

    // The newcomers' process is started when the others are all at work, not when a newcomer waits for it: idle, it would
    // only take memory.
    private void PrepareForNewcomers()
    {
        lock (_counting)
        {
            if (++_atWork == Size && _idle.IsEmpty && !_disposed)
            {
                _idle.Push(WorkerProcess.Start(options));
            }
        }
    }

    private WorkerProcess Take()
    {
        while (_idle.TryPop(out var worker))
        {
            if (worker.IsUsable)
            {
                return worker;
            }

            worker.Dispose();
        }

        return WorkerProcess.Start(options);
    }

    private void Return(WorkerProcess worker)
    {
        lock (_counting)
        {
            _atWork--;
        }

        if (!_disposed && worker.IsUsable)
        {
            _idle.Push(worker);
            return;
        }

        worker.Dispose();
        if (!_disposed && _idle.IsEmpty)
        {
            // Its successor warms up now, not when the next document waits for it.
            _idle.Push(WorkerProcess.Start(options));
        }
    }

    private static int SizeOf(OcrOptions options) => options.Workers > 0 ? options.Workers : Environment.ProcessorCount;
}
