using DigitalDocs.Platform.Broadcast;

namespace DigitalDocs.Platform.Jobs;

/// <summary>Wakes those who wait for jobs of a kind, in this process and, where news reach them, in the others.</summary>
public sealed class JobSignal<TJob> : IDisposable
    where TJob : QueuedJob
{
    // Jobs of dead processes are found by looking again, and those whose news got lost.
    private static readonly TimeSpan LookSeldom = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookOften = TimeSpan.FromSeconds(1);
    private readonly string _topic = $"jobs:{typeof(TJob).Name}";
    private readonly IBroadcast _broadcast;
    private readonly TimeProvider _clock;
    private readonly IDisposable _listening;
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JobSignal(IBroadcast broadcast, TimeProvider clock)
    {
        (_broadcast, _clock) = (broadcast, clock);
        _listening = broadcast.Listen(_topic, _ => WakeHere());
    }

    /// <summary>Take this before looking for jobs, so that no wake-up between looking and waiting is missed.</summary>
    public Task Next => Volatile.Read(ref _woken).Task;

    public void Wake() => _broadcast.Send(_topic, "");

    public async Task WaitAsync(Task next, CancellationToken ct)
    {
        await Task.WhenAny(next, Task.Delay(_broadcast.ReachesOthers ? LookSeldom : LookOften, _clock, ct));
        ct.ThrowIfCancellationRequested();
    }

    public void Dispose() => _listening.Dispose();

    internal void WakeHere() =>
        Interlocked.Exchange(ref _woken, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
