namespace DigitalDocs.Ocr;

/// <summary>Wakes those who wait for jobs in this process.</summary>
internal sealed class JobSignal(TimeProvider clock)
{
    // Jobs of dead processes and of other processes' uploads are found by looking again.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Take this before looking for jobs, so that no wake-up between looking and waiting is missed.</summary>
    public Task Next => Volatile.Read(ref _woken).Task;

    public void Wake() =>
        Interlocked.Exchange(ref _woken, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public async Task WaitAsync(Task next, CancellationToken ct)
    {
        await Task.WhenAny(next, Task.Delay(LookAgain, clock, ct));
        ct.ThrowIfCancellationRequested();
    }
}
