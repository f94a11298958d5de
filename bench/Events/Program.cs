using System.Globalization;
using DigitalDocs.EventBench;

// dotnet run -c Release --project bench/Events [-- embedded|redis|rabbitmq ...]
// Starts servers of its own. Every figure stands beside what the store itself reaches in the same run.
string[] names = args.Length > 0 ? args : ["embedded", "redis", "rabbitmq"];
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, load {Load()}"));
Console.WriteLine();
Console.WriteLine("| transport | what | value | unit | wanted |");
Console.WriteLine("| --- | --- | ---: | --- | --- |");
foreach (var name in names)
{
    await using var line = await Contestants.OpenAsync(name, CancellationToken.None);
    foreach (var row in await line.Ceiling(CancellationToken.None))
    {
        Print(row);
    }

    foreach (var row in await Measurement.RunAsync(line, CancellationToken.None))
    {
        Print(row);
    }

    void Print(Row row) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {row.What} | {row.Value:N1} | {row.Unit} | {row.Wanted} |"));
}

static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
