using System.Diagnostics.Metrics;

namespace DigitalDocs.Storage;

internal static class StorageTelemetry
{
    private static readonly Meter Meter = new("DigitalDocs.Storage");

    private static readonly Counter<long> Files = Meter.CreateCounter<long>("digitaldocs_storage_scrubbed_files_total");

    private static readonly Counter<long> Bytes =
        Meter.CreateCounter<long>("digitaldocs_storage_scrubbed_bytes_total", "By");

    private static readonly Counter<long> Repairs = Meter.CreateCounter<long>("digitaldocs_storage_repaired_files_total");

    private static readonly Counter<long> Copies =
        Meter.CreateCounter<long>("digitaldocs_storage_replicated_bytes_total", "By");

    private static readonly Counter<long> Orphans = Meter.CreateCounter<long>("digitaldocs_storage_orphans_found_total");

    private static long _waiting;
    private static long _oldestTicks;

    static StorageTelemetry()
    {
        Meter.CreateObservableGauge("digitaldocs_storage_replication_waiting_files", () => Volatile.Read(ref _waiting));
        Meter.CreateObservableGauge("digitaldocs_storage_replication_lag_seconds", LagSeconds, "s");
    }

    /// <param name="outcome"><c>whole</c>, <c>altered</c> or <c>missing</c>.</param>
    public static void Checked(string outcome, long size)
    {
        Files.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        Bytes.Add(size);
    }

    public static void Repaired(string copy) => Repairs.Add(1, new KeyValuePair<string, object?>("copy", copy));

    public static void Replicated(long bytes) => Copies.Add(bytes);

    public static void OrphanFound() => Orphans.Add(1);

    /// <param name="oldest">Since when the file waits that waits longest; null when none does.</param>
    public static void Lagging(int waiting, DateTimeOffset? oldest)
    {
        Volatile.Write(ref _waiting, waiting);
        Volatile.Write(ref _oldestTicks, oldest?.UtcTicks ?? 0);
    }

    // By the machine's clock, so that it grows also while the job that measures it cannot run.
    private static double LagSeconds() => Volatile.Read(ref _oldestTicks) is var ticks and > 0
        ? Math.Max(0, (TimeProvider.System.GetUtcNow() - new DateTimeOffset(ticks, TimeSpan.Zero)).TotalSeconds)
        : 0;
}
