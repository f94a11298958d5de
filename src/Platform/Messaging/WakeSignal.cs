namespace DigitalDocs.Platform.Messaging;

/// <summary>Wakes one waiting loop; several wakes before the loop comes round count as one.</summary>
public sealed class WakeSignal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Wake()
    {
        // Under load most wakes find it awake already: no exception may tell that.
        lock (_gate)
        {
            if (_signal.CurrentCount == 0)
            {
                _signal.Release();
            }
        }
    }

    public void Dispose() => _signal.Dispose();

    /// <summary>True when woken, false when the time passed.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => _signal.WaitAsync(atMost, ct);
}
