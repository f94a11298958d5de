using System.Diagnostics;

namespace DigitalDocs.Ocr.Bench;

/// <summary>Seconds for born-digital and scanned pages, beside the bare tools in the same run.</summary>
internal static class SpeedCommand
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string data)
    {
        using var pool = new WorkerPool(Readers.Options);
        pool.Warm();
        var contract = Directory.EnumerateFiles(Path.Combine(data, "documents", "cuad", "pdf"), "*.*").OrderBy(file => new FileInfo(file).Length).First();
        await pool.ReadAsync(contract);
        Console.WriteLine("| what | pages | s, best of 5 | s/page |");
        Console.WriteLine("| --- | --- | --- | --- |");
        var pages = (await pool.ReadAsync(contract)).Pages.Count;
        await PrintAsync("text layer, ours, warm", pages, () => pool.ReadAsync(contract));
        await PrintAsync("text layer, pdftotext", pages, () => ToolAsync("pdftotext", [contract, "-"]));

        var scans = Path.Combine(Path.GetTempPath(), $"scan-{Environment.ProcessId}");
        await ToolAsync("pdftoppm", ["-r", "200", "-gray", "-png", "-f", "1", "-l", "4", contract, scans]);
        var pictures = Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileName(scans) + "*.png").Order().ToList();
        await pool.ReadAsync(pictures[0]);
        await PrintAsync("scanned, ours, all at once", pictures.Count, () => Task.WhenAll(pictures.Select(pool.ReadAsync)));
        await PrintAsync("scanned, tesseract, two at once", pictures.Count, () => TesseractAsync(pictures));
        pictures.ForEach(File.Delete);
        return 0;
    }

    private static async Task TesseractAsync(List<string> pictures)
    {
        var limit = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(pictures, limit, async (picture, _) => await ToolAsync("tesseract", [picture, "stdout", "--oem", "1"]));
    }

    private static async Task ToolAsync(string tool, string[] arguments) =>
        await Tool.RunAsync(tool, arguments, TimeSpan.FromMinutes(2), 64_000_000, null, CancellationToken.None);

    private static async Task PrintAsync(string what, int pages, Func<Task> work)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        Console.WriteLine(FormattableString.Invariant($"| {what} | {pages} | {best:0.000} | {best / pages:0.000} |"));
    }
}
