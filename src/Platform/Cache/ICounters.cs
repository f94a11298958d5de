namespace DigitalDocs.Platform.Cache;

/// <summary>
/// Counts hits in a sliding window: those of the running window, and of the one before as much as still overlaps.
/// Refused hits are not counted, so that somebody who keeps trying gets in again at the rate of the limit. What was
/// counted may be lost, never invented. Safe for many callers; the limit holds among all that share the store.
/// </summary>
public interface ICounters
{
    /// <summary>Counts a hit unless the limit is reached.</summary>
    /// <param name="key">What is limited, purpose first: <c>login:account:…</c>. Different windows need different keys.</param>
    /// <param name="limit">Hits per window, from 1.</param>
    /// <param name="window">Any positive length; a remote store counts in milliseconds.</param>
    /// <param name="ct">Cancels where the counters are remote.</param>
    Task<CounterResult> HitAsync(string key, int limit, TimeSpan window, CancellationToken ct);

    /// <summary>Forgets the hits under a key, for instance after a sign-in that succeeded.</summary>
    Task ResetAsync(string key, CancellationToken ct);
}

/// <summary>Where a counter stands after a hit.</summary>
/// <param name="Allowed">False when the limit is reached; the hit was not counted then.</param>
/// <param name="Limit">Hits per window.</param>
/// <param name="Remaining">Hits that would be allowed at this moment.</param>
/// <param name="RetryAfter">How long until a hit is allowed again; zero while some are.</param>
/// <param name="Reset">How long until the counter is empty when no further hits come.</param>
public readonly record struct CounterResult(
    bool Allowed, int Limit, int Remaining, TimeSpan RetryAfter, TimeSpan Reset);
