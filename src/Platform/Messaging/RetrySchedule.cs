namespace DigitalDocs.Platform.Messaging;

/// <summary>When a failed event is tried again: 1 s, 5 s, 30 s, 2 min, 10 min, each ± 20 %; then never.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
    ];

    /// <summary>The wait while a store does not answer: never the last, and never long, so that work goes on soon after it is back.</summary>
    public static TimeSpan WhileStoreIsAway(int attempt) => DelayAfter(Math.Min(attempt, 3))!.Value;

    /// <param name="attempt">The attempt that just failed, from 1.</param>
    /// <returns>The wait before the next one; null when there is none.</returns>
    public static TimeSpan? DelayAfter(int attempt) =>
        attempt <= Delays.Length ? Delays[attempt - 1] * (0.8 + (0.4 * Random.Shared.NextDouble())) : null;
}
