using System.Diagnostics;
using Xunit;

namespace DigitalDocs.Testing;

/// <summary>Waits for what happens by itself. The limit only ends a test that would never end.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is true.</summary>
    public static Task TrueAsync(Func<Task<bool>> ask, string what, CancellationToken ct, TimeSpan? limit = null) =>
        ValueAsync(ask, answer => answer, what, ct, limit);

    /// <summary>Asks until the answer is as wanted, and returns it.</summary>
    public static async Task<T> ValueAsync<T>(
        Func<Task<T>> ask, Func<T, bool> wanted, string what, CancellationToken ct, TimeSpan? limit = null)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (wanted(answer))
            {
                return answer;
            }

            if (waited.Elapsed > (limit ?? Limit))
            {
                Assert.Fail($"{what} did not come true in {waited.Elapsed.TotalSeconds:0} s; the last answer was {answer}.");
            }

            await Task.Delay(PauseAfter(waited.Elapsed), ct);
        }
    }

    /// <summary>Tries until the assertions hold.</summary>
    public static async Task HoldsAsync(Func<Task> assertions, CancellationToken ct, TimeSpan? limit = null)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await assertions();
                return;
            }
            catch (Exception exception) when (
                exception is not OperationCanceledException && waited.Elapsed <= (limit ?? Limit))
            {
                await Task.Delay(PauseAfter(waited.Elapsed), ct);
            }
        }
    }

    // What comes soon is noticed soon, or a measured time would be a multiple of the pause.
    private static TimeSpan PauseAfter(TimeSpan waited)
    {
        var tenth = waited / 10;
        return tenth < ShortestPause ? ShortestPause : tenth > LongestPause ? LongestPause : tenth;
    }
}
