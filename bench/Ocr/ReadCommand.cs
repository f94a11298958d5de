using System.Diagnostics;

namespace DigitalDocs.Ocr.Bench;

internal static class ReadCommand
{
    public static async Task<int> RunAsync(string file)
    {
        using var pool = new WorkerPool(Readers.Options);
        var began = Stopwatch.GetTimestamp();
        var text = await pool.ReadAsync(file);
        foreach (var page in text.Pages)
        {
            Console.WriteLine($"--- page {page.Page}: {page.Width} x {page.Height}, turn {page.Rotation}, {page.Source}, {page.Words.Count} words");
            Console.WriteLine(page.Text);
        }

        Console.WriteLine($"=== {text.Engine}, note: {text.Note}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
        return 0;
    }
}
