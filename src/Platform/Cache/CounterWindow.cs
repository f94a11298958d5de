namespace DigitalDocs.Platform.Cache;

/// <summary>A sliding window out of two fixed ones, in ticks of any clock.</summary>
internal readonly record struct CounterWindow(long Start, long Length, int Before, int Hits)
{
    public static void Check(string key, int limit, TimeSpan window)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
    }

    public CounterWindow At(long now, long length)
    {
        var passed = (now - Start) / Length;
        return passed switch
        {
            0 when length == Length => this,
            1 when length == Length => new CounterWindow(Start + Length, Length, Hits, 0),
            _ => new CounterWindow(now, length, 0, 0),
        };
    }

    public double Weight(long now) => (Before * (1 - ((double)(now - Start) / Length))) + Hits;

    /// <param name="frequency">Ticks per second.</param>
    public CounterResult ToResult(bool allowed, int limit, long now, long frequency)
    {
        var remaining = Math.Max(0, (int)(limit - Weight(now)));
        return new CounterResult(
            allowed, limit, remaining,
            Time(remaining > 0 ? 0 : TicksUntilRoom(now, limit), frequency),
            Time(Start + (2 * Length) - now, frequency));
    }

    private static TimeSpan Time(double ticks, long frequency) => TimeSpan.FromSeconds(Math.Max(0, ticks) / frequency);

    private static double FadeTo(int hits, int room) => hits == 0 ? 0 : Math.Max(0, 1 - ((double)room / hits));

    // Within this window the hits before fade; in the next one those of this window do.
    private double TicksUntilRoom(long now, int limit) => Hits + 1 <= limit
        ? Start + (Length * FadeTo(Before, limit - 1 - Hits)) - now
        : Start + Length + (Length * FadeTo(Hits, limit - 1)) - now;
}
