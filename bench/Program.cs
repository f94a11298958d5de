using DigitalDocs.Bench;
using DigitalDocs.Bench.Figures;

// Usage: dotnet run -c Release --project bench [-- PART-OF-NAME ...]
// Starts the built program on a free port with its embedded stores and prints a table of what it reaches, each figure
// beside what the machine or the peer reaches in the same run. Nothing else should run meanwhile.
(string Name, Func<BenchServer, CancellationToken, Task<IReadOnlyList<Figure>>> Measure)[] all =
[
    ("start", StartFigures.MeasureAsync),
    ("login", LoginFigures.MeasureAsync),
    ("checks", CheckFigures.MeasureAsync),
    ("upload", UploadFigures.MeasureAsync),
    ("processing", ProcessingFigures.MeasureAsync),
    ("download", DownloadFigures.MeasureAsync),
    ("search", SearchFigures.MeasureAsync),
    ("requests", RequestFigures.MeasureAsync),
    ("fairness", FairnessFigures.MeasureAsync),
    ("postgres", PostgresFigures.MeasureAsync),
];

// Takes as long as thousands of files take to read: only when it is asked for.
const string OnlyNamed = "fairness";

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
await using var server = await BenchServer.StartAsync(stop.Token);
Table.PrintHead();
foreach (var (name, measure) in all)
{
    if ((args.Length == 0 && name != OnlyNamed) || args.Any(arg => name.Contains(arg, StringComparison.OrdinalIgnoreCase)))
    {
        foreach (var figure in await measure(server, stop.Token))
        {
            Table.Print(figure);
        }
    }
}
