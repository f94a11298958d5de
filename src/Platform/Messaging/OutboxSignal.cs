namespace DigitalDocs.Platform.Messaging;

/// <summary>Wakes one waiting loop; several wakes before the loop comes round count as one.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Wake()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake: the coming round sees this change too.
            return;
        }
    }

    public void Dispose() => _signal.Dispose();

    /// <summary>True when woken, false when the time passed.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => _signal.WaitAsync(atMost, ct);
}
