namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>Wakes the replayer of this process; another process finds the decision by looking.</summary>
internal sealed class ReplaySignal : IDisposable
{
    private readonly WakeSignal _signal = new();

    public void Wake() => _signal.Wake();

    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => _signal.WaitAsync(atMost, ct);

    public void Dispose() => _signal.Dispose();
}
