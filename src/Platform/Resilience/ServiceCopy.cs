namespace DigitalDocs.Platform.Resilience;

/// <summary>One process that answers for a service: how busy it is with our calls, and whether it is left out for now.</summary>
internal sealed class ServiceCopy(Uri address, TimeProvider clock)
{
    private int _calls;
    private long _outUntil = long.MinValue;

    public Uri Address => address;

    /// <summary>Calls of this process that it has not answered yet.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>When it is asked again; in the past for a copy that is asked.</summary>
    public long OutUntil => Volatile.Read(ref _outUntil);

    public bool IsOut => OutUntil > clock.GetTimestamp();

    public Uri Rebase(string pathAndQuery) => new(address, pathAndQuery.TrimStart('/'));

    public void Begin() => Interlocked.Increment(ref _calls);

    public void End() => Interlocked.Decrement(ref _calls);

    /// <returns>True when it was not left out before.</returns>
    public bool LeaveOut(TimeSpan time)
    {
        var was = IsOut;
        var until = clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency);
        Volatile.Write(ref _outUntil, until);
        return !was;
    }

    /// <returns>True when it had been left out.</returns>
    public bool TakeIn() => Interlocked.Exchange(ref _outUntil, long.MinValue) != long.MinValue;
}
