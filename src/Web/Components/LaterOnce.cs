namespace DigitalDocs.Web.Components;

/// <summary>
/// Does something once for many requests that come close together: a pause after the first of them, so that a stream
/// of requests that never ends cannot put it off for ever.
/// </summary>
internal sealed class LaterOnce : IDisposable
{
    private readonly TimeSpan _pause;
    private readonly ITimer _timer;
    private bool _asked;

    public LaterOnce(TimeSpan pause, TimeProvider clock, Func<Task> act)
    {
        _pause = pause;
        _timer = clock.CreateTimer(
            _ =>
            {
                _asked = false;
                _ = act();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    public void Ask()
    {
        if (!_asked)
        {
            _asked = true;
            _timer.Change(_pause, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();
}
