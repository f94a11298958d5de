using System.Diagnostics;
using System.Security.Cryptography;
using DigitalDocs.Platform.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.BlobBench;

/// <summary>A measured figure.</summary>
internal sealed record Figure(string What, double Value, string Unit);

/// <summary>
/// The encrypted folder store beside what the machine can do: the peer reads and hashes the same file in the same run.
/// Medians of three; the file is in the page cache for everybody.
/// </summary>
internal static class Measurement
{
    private const int Repetitions = 3;
    private const int Megabyte = 1_000_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int megabytes, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("digitaldocs-bench-");
        try
        {
            using var host = Build(folder.FullName);
            var store = host.Services.GetRequiredService<IBlobStore>();
            var file = Path.Combine(folder.FullName, "plain");
            await WriteRandomAsync(file, megabytes, ct);
            return
            [
                .. await LargeAsync(store, file, megabytes, ct),
                .. await RangesAsync(store, megabytes, ct),
                .. await SmallAsync(store, parallel: 1, ct),
                .. await SmallAsync(store, parallel: 8, ct),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Key(string name) => $"01900000-0000-7000-8000-000000000001/bench/{name}";

    private static async Task<Figure[]> LargeAsync(IBlobStore store, string file, int megabytes, CancellationToken ct)
    {
        var peer = await MedianAsync(() => Sha256SumAsync(file, ct));
        var flushed = await MedianAsync(() => CopyFlushedAsync(file, ct));
        var put = await MedianAsync(async () =>
        {
            await using var content = File.OpenRead(file);
            await store.PutAsync(Key("large"), content, ct);
        });
        var read = await MedianAsync(async () =>
        {
            await using var content = (await store.OpenReadAsync(Key("large"), ct))!;
            await content.CopyToAsync(Stream.Null, ct);
        });
        return
        [
            new($"peer: sha256sum of {megabytes} MB", megabytes / peer.Seconds, "MB/s"),
            new("peer: plain copy to a new file, flushed to the disk", megabytes / flushed.Seconds, "MB/s"),
            new("put: hashed, encrypted, flushed to the disk", megabytes / put.Seconds, "MB/s"),
            new("read: decrypted and verified", megabytes / read.Seconds, "MB/s"),
            new("peer: plain copy, by processor time", megabytes / flushed.Processor, "MB/s"),
            new("put, by processor time", megabytes / put.Processor, "MB/s"),
            new("read, by processor time", megabytes / read.Processor, "MB/s"),
        ];
    }

    private static async Task<Figure[]> RangesAsync(IBlobStore store, int megabytes, CancellationToken ct)
    {
        const int Count = 2000;
        var times = new List<double>();
        var buffer = new byte[100_000];
        for (var i = 0; i < Count; i++)
        {
            var from = RandomNumberGenerator.GetInt32((megabytes * Megabyte) - buffer.Length);
            var begun = Stopwatch.GetTimestamp();
            await using var content = (await store.OpenReadAsync(Key("large"), ct))!;
            content.Position = from;
            await content.ReadExactlyAsync(buffer, ct);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        times.Sort();
        return
        [
            new("open and read a random range of 100 kB, p50", times[Count / 2], "ms"),
            new("open and read a random range of 100 kB, p99", times[Count * 99 / 100], "ms"),
        ];
    }

    private static async Task<Figure[]> SmallAsync(IBlobStore store, int parallel, CancellationToken ct)
    {
        const int Count = 400;
        var content = RandomNumberGenerator.GetBytes(Megabyte);
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct };
        var begun = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, Count), options, async (n, token) =>
            await store.PutAsync(Key($"small/{n}"), new MemoryStream(content), token));
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return [new($"put of 1 MB, {parallel} at once", Count / seconds * 60, "per minute")];
    }

    // Processor time tells what the code costs also where others keep the machine and its disk busy.
    private static async Task<Cost> MedianAsync(Func<Task> work)
    {
        var costs = new List<Cost>();
        for (var i = 0; i < Repetitions; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var before = Environment.CpuUsage.TotalTime;
            await work();
            var processor = Environment.CpuUsage.TotalTime - before;
            costs.Add(new Cost(Stopwatch.GetElapsedTime(begun).TotalSeconds, processor.TotalSeconds));
        }

        return costs.OrderBy(c => c.Seconds).ElementAt(Repetitions / 2);
    }

    private static async Task Sha256SumAsync(string file, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo("sha256sum", [file])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
    }

    private static async Task CopyFlushedAsync(string file, CancellationToken ct)
    {
        await using var source = File.OpenRead(file);
        await using var target = File.Create($"{file}.{Guid.CreateVersion7()}");
        await source.CopyToAsync(target, ct);
        target.Flush(flushToDisk: true);
    }

    private static async Task WriteRandomAsync(string file, int megabytes, CancellationToken ct)
    {
        await using var target = File.Create(file);
        for (var i = 0; i < megabytes; i++)
        {
            await target.WriteAsync(RandomNumberGenerator.GetBytes(Megabyte), ct);
        }
    }

    private static IHost Build(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Data:Folder", (string?)Path.Combine(folder, "data"))]);
        builder.AddBlobStore();
        return builder.Build();
    }

    private sealed record Cost(double Seconds, double Processor);
}
