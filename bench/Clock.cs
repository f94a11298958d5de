using System.Diagnostics;

namespace DigitalDocs.Bench;

/// <summary>Takes times.</summary>
internal static class Clock
{
    /// <summary>Milliseconds of each repetition; the first tenth warms up and does not count.</summary>
    public static async Task<List<double>> EachAsync(int times, Func<int, Task> work)
    {
        for (var i = 0; i < Math.Max(1, times / 10); i++)
        {
            await work(-1 - i);
        }

        var taken = new List<double>(times);
        for (var i = 0; i < times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await work(i);
            taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return taken;
    }

    /// <summary>Milliseconds of each of many, so many at once, and how long all took.</summary>
    public static async Task<(List<double> Each, TimeSpan All)> AtOnceAsync(int total, int atOnce, Func<int, Task> work)
    {
        var taken = new double[total];
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, total),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            async (i, _) =>
            {
                var start = Stopwatch.GetTimestamp();
                await work(i);
                taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            });
        return ([.. taken], Stopwatch.GetElapsedTime(began));
    }
}
