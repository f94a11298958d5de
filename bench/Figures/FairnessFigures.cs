using System.Diagnostics;
using System.Globalization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Demo;
using DigitalDocs.Testing;

namespace DigitalDocs.Bench.Figures;

/// <summary>
/// One agency puts thousands of files in: how long another agency's single file takes meanwhile, beside how long it
/// takes alone. <c>DD_BENCH_BACKLOG</c> says how many (5,000), <c>DD_BENCH_COPIES=2</c> adds a second copy of the program.
/// </summary>
internal static class FairnessFigures
{
    private const int Singles = 15;
    private const int UploadsAtOnce = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchServer server, CancellationToken ct)
    {
        var backlog = Setting("DD_BENCH_BACKLOG", 5000);
        var copies = Setting("DD_BENCH_COPIES", 1);
        await using var other = copies > 1 ? await SecondCopyAsync(server, ct) : null;
        var (busy, _) = await server.Installation.SignInAsync("escrowOfficer", ct);
        var (quiet, _) = await server.Installation.SignInAsync("escrowOfficer", ct, agency: 1);
        using var owned = busy;
        using var alsoOwned = quiet;
        var number = 0;

        // One file at a time: the pictures of its predecessor's pages are drawn before it comes.
        async Task<double> TimeAsync()
        {
            await Task.Delay(Pause, ct);
            var began = Stopwatch.GetTimestamp();
            await ProcessingFigures.ThroughAsync(
                quiet, $"single-{number}.pdf", DemoDocuments.MakeOne("deed", 5000 + number++).Pdf, ct);
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        await TimeAsync();
        var alone = new List<double>();
        while (alone.Count < Singles)
        {
            alone.Add(await TimeAsync());
        }

        var coming = UploadAsync(busy, backlog, ct);
        var during = new List<double>();
        while (!coming.IsCompleted)
        {
            during.Add(await TimeAsync());
        }

        await coming;
        var after = new List<double>();
        while (after.Count < Singles && await WaitsAsync(busy, ct))
        {
            after.Add(await TimeAsync());
        }

        return Figures(backlog, copies, alone, during, after);
    }

    private static List<Figure> Figures(
        int backlog, int copies, List<double> alone, List<double> during, List<double> after)
    {
        var what = string.Create(
            CultureInfo.InvariantCulture, $"another agency's single file, {backlog:N0} files, {copies} copies of the program: ");
        var figures = new List<Figure> { new(what + "before", "ms", alone, "–") };
        foreach (var (when, taken) in new[] { ("while they come in", during), ("while they are read", after) })
        {
            if (taken.Count > 0)
            {
                figures.Add(new(
                    what + when, "ms", taken, "median ≤ 3 × before",
                    string.Create(CultureInfo.InvariantCulture, $"ratio {Median(taken) / Median(alone):0.00}")));
            }
        }

        return figures;
    }

    private static Task UploadAsync(HttpClient client, int files, CancellationToken ct) => Parallel.ForEachAsync(
        Enumerable.Range(0, files),
        new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce, CancellationToken = ct },
        async (i, stop) => await client.UploadAsync(
            $"backlog-{i}.pdf", Papers.Sized(i, 64 * 1024), stop, "application/pdf", ("onDuplicate", "keep")));

    private static async Task<bool> WaitsAsync(HttpClient client, CancellationToken ct) =>
        (await client.GetAsync<Page<DocumentItem>>("api/v1/documents?status=stored,processing&limit=1", ct)).Items.Count > 0;

    private static Task<DigitalDocsProcess> SecondCopyAsync(BenchServer server, CancellationToken ct) =>
        DigitalDocsProcess.StartAsync(
            [
                "--target", "all", "--urls", "http://localhost:0", "--data", server.Installation.DataFolder, "--Edge:LogFormat=plain",
                "--Logging:LogLevel:Default=Warning",
            ],
            ct);

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
