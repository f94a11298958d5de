using System.Diagnostics.Metrics;

namespace DigitalDocs.Platform.Blobs;

internal static class BlobTelemetry
{
    private static readonly Meter Meter = new("DigitalDocs.Blobs");

    private static readonly Counter<long> ReplicaReads = Meter.CreateCounter<long>("digitaldocs_blobs_replica_reads_total");

    /// <summary>The first copy was damaged or missing, and the second was read instead.</summary>
    public static void ServedFromReplica() => ReplicaReads.Add(1);
}
