using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DigitalDocs.Platform.Messaging;

internal static class MessagingTelemetry
{
    public static readonly ActivitySource Source = new("DigitalDocs.Messaging");
    private static readonly Meter Meter = new("DigitalDocs.Messaging");

    private static readonly Histogram<double> HandlerSeconds =
        Meter.CreateHistogram<double>("digitaldocs_messaging_handler_seconds", "s");

    private static readonly Histogram<double> LagSeconds =
        Meter.CreateHistogram<double>("digitaldocs_messaging_lag_seconds", "s");

    private static readonly Counter<long> BuriedCount = Meter.CreateCounter<long>("digitaldocs_messaging_buried_total");

    private static readonly ConcurrentDictionary<string, long> WaitingByGroup = new();

    private static readonly ObservableGauge<long> WaitingEvents = Meter.CreateObservableGauge(
        "digitaldocs_messaging_waiting_events",
        () => WaitingByGroup.Select(group =>
            new Measurement<long>(group.Value, new KeyValuePair<string, object?>("group", group.Key))));

    /// <summary>Tells how many dead letters wait, per service and handler, whenever it is asked.</summary>
    public static void WatchDeadLetters(Func<IEnumerable<Measurement<int>>> counts) =>
        Meter.CreateObservableGauge("digitaldocs_messaging_dead_letters", counts);

    public static void Handled(string group, TimeSpan took, TimeSpan lag)
    {
        var tag = new KeyValuePair<string, object?>("group", group);
        HandlerSeconds.Record(took.TotalSeconds, tag);
        LagSeconds.Record(lag.TotalSeconds, tag);
    }

    public static void Waiting(string group, long count)
    {
        _ = WaitingEvents;
        WaitingByGroup[group] = count;
    }

    public static void Buried(string group) =>
        BuriedCount.Add(1, new KeyValuePair<string, object?>("group", group));
}
