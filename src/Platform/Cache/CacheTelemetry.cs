using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Cache;

internal static class CacheTelemetry
{
    private static readonly Meter Meter = new("DigitalDocs.Cache");

    private static readonly Counter<long> Alone =
        Meter.CreateCounter<long>("digitaldocs_cache_counted_alone_total");

    /// <summary>A hit that this process counted by itself, because the shared counters do not answer.</summary>
    public static void CountedAlone() => Alone.Add(1);
}

internal static partial class CacheLog
{
    [LoggerMessage(1611, LogLevel.Warning, "The shared rate counters do not answer ({Reason}); each process counts by itself")]
    public static partial void CountersAlone(this ILogger log, string reason);

    [LoggerMessage(1612, LogLevel.Information, "The shared rate counters answer again")]
    public static partial void CountersShared(this ILogger log);
}
