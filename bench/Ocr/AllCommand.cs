using System.Diagnostics;

namespace DigitalDocs.Ocr.Bench;

/// <summary>Reads every file of a folder and says what came of each.</summary>
internal static class AllCommand
{
    public static async Task<int> RunAsync(string folder, string filter)
    {
        using var pool = new WorkerPool(Readers.Options);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => file.Contains(filter, StringComparison.OrdinalIgnoreCase)).Order().ToList();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 3 };
        await Parallel.ForEachAsync(files, options, async (file, ct) =>
        {
            var began = Stopwatch.GetTimestamp();
            var text = await pool.ReadAsync(file);
            if (Environment.GetEnvironmentVariable("OUT") is { } target)
            {
                var name = Path.GetRelativePath(folder, file).Replace('/', '_') + ".json";
                await File.WriteAllTextAsync(Path.Combine(target, name), System.Text.Json.JsonSerializer.Serialize(text), ct);
            }

            var sources = text.Pages.GroupBy(page => page.Source).Select(group => $"{group.Key}:{group.Count()}");
            Console.WriteLine(
                $"{Stopwatch.GetElapsedTime(began).TotalSeconds,6:0.00} s  {text.Pages.Count,4} p  {text.Pages.Sum(p => p.Words.Count),6} w  "
                + $"{string.Join(' ', sources),-24} {Path.GetRelativePath(folder, file)}  {text.Note}");
        });
        return 0;
    }
}
