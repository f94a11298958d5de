using System.Globalization;
using System.Runtime.InteropServices;

namespace DigitalDocs.Bench;

/// <summary>Prints figures as they come, as a table that can be pasted into a page.</summary>
internal static class Table
{
    public static void PrintHead()
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        Console.WriteLine(
            $"{cpu?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores, "
            + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}, load {Load()}");
        Console.WriteLine();
        Console.WriteLine("| what | unit | n | min | median | p95 | wanted | peer or ceiling in this run |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | --- | --- |");
    }

    public static void Print(Figure figure)
    {
        var sorted = figure.Values.Order().ToList();
        Console.WriteLine(
            $"| {figure.What} | {figure.Unit} | {sorted.Count} | {Text(sorted[0])} | {Text(At(sorted, 0.5))} | {Text(At(sorted, 0.95))} "
            + $"| {figure.Wanted} | {figure.Peer ?? "–"} |");
    }

    private static double At(List<double> sorted, double share) =>
        sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1 is var i && i < 0 ? 0 : i)];

    private static string Text(double value) => value switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    private static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
