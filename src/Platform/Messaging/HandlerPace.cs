namespace DigitalDocs.Platform.Messaging;

/// <summary>
/// How long a handler takes lately. A quick one is handed its next events while the present ones run: every claim is a
/// turn at a queue that all handlers share. A slow one claims only what it can begin, so that another copy may have the
/// rest.
/// </summary>
internal sealed class HandlerPace
{
    private const double Weight = 0.2;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private TimeSpan? _average;

    /// <summary>Slow until it has been seen to be quick.</summary>
    public bool IsQuick
    {
        get
        {
            lock (_gate)
            {
                return _average < Quick;
            }
        }
    }

    public void Note(TimeSpan taken)
    {
        lock (_gate)
        {
            _average = _average is { } average ? average + ((taken - average) * Weight) : taken;
        }
    }
}
