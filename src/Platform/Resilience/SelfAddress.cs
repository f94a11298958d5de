namespace DigitalDocs.Platform.Resilience;

/// <summary>The address at which this process answers; known once it listens.</summary>
public sealed class SelfAddress
{
    private Uri? _uri;

    /// <exception cref="InvalidOperationException">Read before the process listens.</exception>
    public Uri Uri
    {
        get => Volatile.Read(ref _uri)
            ?? throw new InvalidOperationException("This process does not listen yet, so it cannot call itself.");
        set => Volatile.Write(ref _uri, value);
    }
}
