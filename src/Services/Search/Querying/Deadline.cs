namespace DigitalDocs.Search.Querying;

/// <summary>The moment from which a search answers with what it has.</summary>
internal sealed class Deadline(TimeProvider clock, TimeSpan limit)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>True once something was left out.</summary>
    public bool WasMet { get; private set; }

    public TimeSpan Elapsed => clock.GetElapsedTime(_start);

    public bool HasPassed()
    {
        WasMet |= Elapsed >= limit;
        return WasMet;
    }
}
