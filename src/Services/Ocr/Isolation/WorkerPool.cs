using System.Collections.Concurrent;
using DigitalDocs.Platform.Jobs;

namespace DigitalDocs.Ocr;

/// <summary>
/// Warm reading processes, as many as there are processors; a process that dies is replaced. One more serves an agency that
/// has none at work while another's files take them all: a page picture takes longer than reading a page of text.
/// </summary>
internal sealed class WorkerPool(OcrOptions options) : IDisposable
{
    private readonly ConcurrentStack<WorkerProcess> _idle = new();
    private readonly FairGate _gate = new(SizeOf(options));
    private bool _hasOneForNewcomers;
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
            if (_idle.IsEmpty && !Interlocked.Exchange(ref _hasOneForNewcomers, true))
            {
                _ = AddForNewcomersAsync();
            }

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

    // Idle, it would only take memory: it is started when the others are all at work. And it joins when it is warm: until
    // then a newcomer is served sooner by the first of the others that is free.
    private async Task AddForNewcomersAsync()
    {
        var worker = WorkerProcess.Start(options);
        if (await worker.WarmAsync(CancellationToken.None) is not null || _disposed)
        {
            worker.Dispose();
            _hasOneForNewcomers = false;
            return;
        }

        _idle.Push(worker);
        _gate.AddForNewcomers();
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
