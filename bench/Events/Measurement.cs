using System.Diagnostics;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.EventBench;

/// <summary>Sends, receives and completes: the way of an event from one outbox to one handler, without either.</summary>
internal static class Measurement
{
    private const string Group = "bench.WhenThingHappened";
    private const string Type = "thing.happened.v1";
    private const int Batch = 500;
    private const int Receivers = 2;
    private const int Singles = 1000;
    private static readonly string Data = $$"""{"text":"{{new string('x', 200)}}"}""";

    public static async Task<IReadOnlyList<Row>> RunAsync(Contestant line, CancellationToken ct)
    {
        await line.Transport.SubscribeAsync(Group, [Type], ct);
        await ThroughputAsync(line.Transport, line.Events / 10, ct);
        var rates = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            rates.Add(await ThroughputAsync(line.Transport, line.Events, ct));
        }

        rates.Sort();
        var latencies = await LatenciesAsync(line.Transport, ct);
        return
        [
            new Row("events sent, received and completed, median of 3", rates[1], "/s", line.WantedRate),
            new Row("from sending to receiving, idle, p50", latencies[Singles / 2], "ms"),
            new Row("from sending to receiving, idle, p99", latencies[Singles * 99 / 100], "ms", "< 20"),
        ];
    }

    private static async Task<double> ThroughputAsync(IEventTransport transport, int count, CancellationToken ct)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var left = count;
        var began = Stopwatch.GetTimestamp();
        var receiving = Enumerable.Range(0, Receivers).Select(_ => Task.Run(ReceiveAsync, ct)).ToArray();
        for (var i = 0; i < count; i += Batch)
        {
            await transport.SendAsync([.. Enumerable.Range(i, Batch).Select(n => Event($"s{n % 2000}"))], ct);
        }

        await Task.WhenAll(receiving);
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;

        async Task ReceiveAsync()
        {
            try
            {
                while (true)
                {
                    var batch = await transport.ReceiveAsync(Group, Batch, done.Token);
                    await transport.CompleteAsync(batch, ct);
                    if (Interlocked.Add(ref left, -batch.Count) <= 0)
                    {
                        await done.CancelAsync();
                    }
                }
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task<List<double>> LatenciesAsync(IEventTransport transport, CancellationToken ct)
    {
        var times = new List<double>();
        for (var i = -50; i < Singles; i++)
        {
            var receiving = transport.ReceiveAsync(Group, 1, ct);
            await Task.Delay(TimeSpan.FromMilliseconds(2), ct);
            var began = Stopwatch.GetTimestamp();
            var sending = transport.SendAsync([Event($"s{i}")], ct);
            var received = await receiving;
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            await sending;
            await transport.CompleteAsync(received, ct);
        }

        times.Sort();
        return times;
    }

    private static EventEnvelope Event(string subject) => new(
        Guid.CreateVersion7(), Type, "bench", subject, TimeProvider.System.GetUtcNow(), Guid.Empty, "user:1", null, Data);
}
