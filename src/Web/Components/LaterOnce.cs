namespace DigitalDocs.Web.Components;

/// <summary>Does something once, shortly after the last of many requests for it.</summary>
internal sealed class LaterOnce : IDisposable
{
    private readonly TimeSpan _pause;
    private readonly ITimer _timer;

    public LaterOnce(TimeSpan pause, TimeProvider clock, Func<Task> act)
    {
        _pause = pause;
        _timer = clock.CreateTimer(_ => _ = act(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Ask() => _timer.Change(_pause, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}
