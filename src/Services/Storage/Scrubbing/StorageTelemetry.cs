using System.Diagnostics.Metrics;

namespace DigitalDocs.Storage.Scrubbing;

internal static class StorageTelemetry
{
    private static readonly Meter Meter = new("DigitalDocs.Storage");

    private static readonly Counter<long> Files = Meter.CreateCounter<long>("digitaldocs_storage_scrubbed_files_total");

    private static readonly Counter<long> Bytes =
        Meter.CreateCounter<long>("digitaldocs_storage_scrubbed_bytes_total", "By");

    /// <param name="outcome"><c>whole</c>, <c>altered</c> or <c>missing</c>.</param>
    public static void Checked(string outcome, long size)
    {
        Files.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        Bytes.Add(size);
    }
}
