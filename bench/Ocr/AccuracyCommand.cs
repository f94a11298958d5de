using System.Diagnostics;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace DigitalDocs.Ocr.Bench;

/// <summary>
/// Word recall and precision of recognition: pages with a text layer are drawn, spoilt like a poor scan or shrunk like an
/// old form, and read; their own text is the truth.
/// </summary>
internal static partial class AccuracyCommand
{
    public static async Task<int> RunAsync(string data)
    {
        using var pool = new WorkerPool(Readers.Options);
        var files = Directory.EnumerateFiles(Path.Combine(data, "documents"), "*.pdf", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length < 3_000_000).Order().Where((_, i) => i % 16 == 3).Take(12).ToList();
        Console.WriteLine("| pages | recall | precision | s/page |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var (name, dpi, noise) in new[] { ("200 dpi, clean", 200, 0), ("200 dpi, noisy", 200, 40), ("90 dpi", 90, 0) })
        {
            await MeasureAsync(pool, files, name, dpi, noise);
        }

        return 0;
    }

    private static async Task MeasureAsync(WorkerPool pool, List<string> files, string name, int dpi, int noise)
    {
        var (hit, have, want, pages) = (0, 0, 0, 0);
        var spent = TimeSpan.Zero;
        foreach (var file in files)
        {
            var truth = (await pool.ReadAsync(file)).Pages is [var first, ..] ? first : null;
            if (truth is not { Words.Count: > 80, Rotation: 0, Source: Contracts.Ocr.PageSource.TextLayer }
                || await DrawAsync(file, dpi, noise) is not { } picture)
            {
                continue;
            }

            var began = Stopwatch.GetTimestamp();
            var read = await pool.ReadAsync(picture);
            spent += Stopwatch.GetElapsedTime(began);
            File.Delete(picture);
            var (a, b) = (Tokens(read.Pages[0].Text), Tokens(truth.Text));
            hit += a.Sum(token => Math.Min(token.Value, b.GetValueOrDefault(token.Key)));
            have += a.Values.Sum();
            want += b.Values.Sum();
            pages++;
        }

        Console.WriteLine(FormattableString.Invariant(
            $"| {name} ({pages}) | {hit / (double)want:0.000} | {hit / (double)have:0.000} | {spent.TotalSeconds / pages:0.00} |"));
    }

    private static async Task<string?> DrawAsync(string file, int dpi, int noise)
    {
        var result = await Tool.RunAsync(
            "pdftoppm", ["-r", $"{dpi}", "-gray", "-l", "1", file], TimeSpan.FromMinutes(1), 64_000_000, null, CancellationToken.None);
        if (GreyImage.FromPgm(result.Output, dpi) is not { } page)
        {
            return null;
        }

        // The same spots in every run.
        var state = 12345u;
        for (var i = 0; i < page.Pixels.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            page.Pixels[i] = (byte)Math.Clamp(page.Pixels[i] + (noise == 0 ? 0 : (int)(state >> 16) % noise - (noise / 2)), 0, 255);
        }

        using var bitmap = new SKBitmap(new SKImageInfo(page.Width, page.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (var row = 0; row < page.Height; row++)
        {
            page.Pixels.AsSpan(row * page.Width, page.Width).CopyTo(bitmap.GetPixelSpan()[(row * bitmap.RowBytes)..]);
        }

        var path = Path.Combine(Path.GetTempPath(), $"accuracy-{Environment.ProcessId}.png");
        await using var target = File.Create(path);
        bitmap.Encode(target, SKEncodedImageFormat.Png, 100);
        return path;
    }

    private static Dictionary<string, int> Tokens(string text) =>
        Word().Matches(text.ToLowerInvariant()).GroupBy(match => match.Value).ToDictionary(group => group.Key, group => group.Count());

    [GeneratedRegex("[a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
