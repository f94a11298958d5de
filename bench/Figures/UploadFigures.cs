using System.Diagnostics;
using System.Security.Cryptography;
using DigitalDocs.Testing;

namespace DigitalDocs.Bench.Figures;

internal static class UploadFigures
{
    private const int Size = 1 << 20;
    private const int Uploads = 200;
    private const int AtOnce = 4;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchServer server, CancellationToken ct)
    {
        var (client, _) = await server.SignInAsync(ct);
        using var owned = client;
        var files = Enumerable.Range(0, Uploads + 10).Select(i => Papers.Sized(i, Size)).ToList();
        await Clock.AtOnceAsync(10, AtOnce, i => SendAsync(client, Uploads + i, files[Uploads + i], ct));
        var (each, all) = await Clock.AtOnceAsync(Uploads, AtOnce, i => SendAsync(client, i, files[i], ct));

        var began = Stopwatch.GetTimestamp();
        foreach (var file in files)
        {
            SHA256.HashData(file);
        }

        var hashing = files.Count / Stopwatch.GetElapsedTime(began).TotalMinutes;
        return
        [
            new("upload of 1 MB accepted, 4 at once", "ms", each, "–"),
            Figure.Of(
                "uploads of 1 MB accepted", "1/min", Uploads / all.TotalMinutes, "≥ 3,000",
                $"SHA-256 alone, one core: {hashing:N0}/min"),
        ];
    }

    private static async Task SendAsync(HttpClient client, int number, byte[] file, CancellationToken ct) =>
        await client.UploadAsync($"bench-{number}.pdf", file, ct, "application/pdf");
}
