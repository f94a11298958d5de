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
        var place = await _gate.EnterAsync(agency, work.Kind == WorkKind.Read || work.IsAwaited, ct);
        WorkerProcess? worker = null;
        try
        {
            worker = Take();
            if (_idle.IsEmpty && !Interlocked.Exchange(ref _hasOneForNewcomers, true))
            {
                _ = AddForNewcomersAsync();
            }

            return await worker.DoAsync(work, receive, ct);
        }
        finally
        {
            _ = GiveBackAsync(worker, place);
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

    // Whoever has the place next finds a warm process there; who had it does not wait for that.
    private async Task GiveBackAsync(WorkerProcess? worker, IDisposable place)
    {
        using var given = place;
        if (worker is { IsUsable: false } && !_disposed)
        {
            worker.Dispose();
            worker = WorkerProcess.Start(options);
            await worker.WarmAsync(CancellationToken.None);
        }

        if (_disposed)
        {
            worker?.Dispose();
        }
        else if (worker is not null)
        {
            _idle.Push(worker);
        }
    }

    private static int SizeOf(OcrOptions options) => options.Workers > 0 ? options.Workers : Environment.ProcessorCount;
}
