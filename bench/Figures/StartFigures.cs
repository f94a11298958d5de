using DigitalDocs.Testing;

namespace DigitalDocs.Bench.Figures;

internal static class StartFigures
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchServer server, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), ct);
        var resident = ProcessTree.ResidentBytes(server.Installation.Processes[0].Id) / 1_000_000.0;
        return
        [
            Figure.Of("start of all services, data there", "s", server.StartTime.TotalSeconds, "< 3"),
            Figure.Of("resident after start, idle", "MB", resident, "< 400", "paperless-ngx 562"),
        ];
    }
}
