using System.Diagnostics;
using DigitalDocs.Testing;

namespace DigitalDocs.Bench.Figures;

internal static class DownloadFigures
{
    private const int Size = 200 << 20;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchServer server, CancellationToken ct)
    {
        var (client, _) = await server.SignInAsync(ct);
        using var owned = client;
        var file = Papers.Sized(7, Size);
        var uploaded = await client.UploadAsync("large.bin", file, ct);
        var path = $"api/v1/documents/{uploaded.Id}/content";
        var buffer = new byte[1 << 20];
        var first = await Clock.EachAsync(40, async _ =>
        {
            using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, ct);
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            await stream.ReadExactlyAsync(buffer.AsMemory(0, 1), ct);
        });
        var whole = await Clock.EachAsync(5, async _ =>
        {
            await using var stream = await client.GetStreamAsync(path, ct);
            while (await stream.ReadAsync(buffer, ct) > 0)
            {
            }
        });
        return
        [
            new("download, first byte", "ms", first, "p95 < 50"),
            new(
                "download of 200 MiB, decrypted", "MB/s", [.. whole.Select(ms => Size / 1000.0 / ms)], "≥ 400",
                $"bare Kestrel from memory: {await BareAsync(file, ct):0} MB/s"),
        ];
    }

    private static async Task<double> BareAsync(byte[] file, CancellationToken ct)
    {
        await using var bare = await BareKestrel.StartAsync(file, ct);
        using var client = new HttpClient { BaseAddress = bare.Address };
        var buffer = new byte[1 << 20];
        var began = Stopwatch.GetTimestamp();
        await using var stream = await client.GetStreamAsync("/", ct);
        while (await stream.ReadAsync(buffer, ct) > 0)
        {
        }

        return file.Length / 1e6 / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
