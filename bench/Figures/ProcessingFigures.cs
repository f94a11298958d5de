using System.Diagnostics;
using DigitalDocs.Contracts.Search;
using DigitalDocs.Testing;

namespace DigitalDocs.Bench.Figures;

/// <summary>From upload to searchable and analysed.</summary>
internal static class ProcessingFigures
{
    private const int Documents = 20;
    private const int Scans = 5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchServer server, CancellationToken ct)
    {
        var (client, _) = await server.SignInAsync(ct);
        using var owned = client;
        using var folder = new TempFolder();
        await QuietAsync(client, ct);
        var figures = new List<Figure>();
        if (await Papers.TenPagesAsync(folder.Path, 0, ct) is { } first)
        {
            var files = new List<string>();
            for (var i = 0; i < Documents + 2; i++)
            {
                files.Add((await Papers.TenPagesAsync(folder.Path, i, ct))!);
            }

            var taken = await Clock.EachAsync(Documents, i => ThroughAsync(client, files[i < 0 ? Documents - 1 - i : i], ct));
            var peer = await Tool.RunAsync("pdftotext", ct, "-layout", first, "-");
            figures.Add(new(
                "born-digital, 10 pages: upload to found and analysed", "ms", taken, "p95 < 1,000",
                $"pdftotext {peer?.Time.TotalMilliseconds:0} ms; paperless-ngx 2,000 ms"));
        }

        figures.AddRange(await ScansAsync(client, ct));
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> ScansAsync(HttpClient client, CancellationToken ct)
    {
        var scan = Repository.PathOf("docs", "samples", "deed-scan.pdf");
        var bytes = await File.ReadAllBytesAsync(scan, ct);
        var taken = await Clock.EachAsync(Scans, i => ThroughAsync(client, $"scan-{i}.pdf", bytes, ct));
        using var folder = new TempFolder();
        var picture = folder.File("page");
        if (await Tool.RunAsync("pdftoppm", ct, "-r", "200", "-png", "-singlefile", scan, picture) is null)
        {
            return [new("scanned letter page: upload to found and analysed", "ms", taken, "–")];
        }

        var peer = await Tool.RunAsync("tesseract", ct, picture + ".png", "-");
        return
        [
            new(
                "scanned letter page: upload to found and analysed", "ms", taken, "OCR ≤ 900",
                $"tesseract alone {peer?.Time.TotalMilliseconds:0} ms"),
        ];
    }

    private static async Task ThroughAsync(HttpClient client, string file, CancellationToken ct) =>
        await ThroughAsync(client, Path.GetFileName(file), await File.ReadAllBytesAsync(file, ct), ct);

    public static async Task ThroughAsync(HttpClient client, string name, byte[] file, CancellationToken ct)
    {
        var uploaded = await client.UploadAsync(name, file, ct, "application/pdf", ("onDuplicate", "keep"));
        await client.SettledAsync(uploaded.Id!.Value, ct);
        var query = $"api/v1/search/documents?q={Uri.EscapeDataString(Path.GetFileNameWithoutExtension(name))}&limit=200";
        await Eventually.TrueAsync(
            async () => (await client.GetAsync<SearchAnswer>(query, ct)).Items.Any(item => item.DocumentId == uploaded.Id),
            $"{name} in the index", ct);
    }

    // What earlier figures uploaded is still being read; it would be measured too.
    private static async Task QuietAsync(HttpClient client, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await Eventually.TrueAsync(
            async () => (await client.GetStringAsync("api/v1/documents?status=stored,processing&limit=1", ct)).Contains("\"items\":[]", StringComparison.Ordinal)
                || Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(3),
            "quiet", ct, TimeSpan.FromMinutes(4));
    }
}
