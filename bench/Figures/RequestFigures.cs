using System.Globalization;
using System.Text.RegularExpressions;

namespace DigitalDocs.Bench.Figures;

/// <summary>Authorised reads through the gateway, counted by wrk, beside the bare web server in the same run.</summary>
internal static partial class RequestFigures
{
    private const string Seconds = "8s";

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchServer server, CancellationToken ct)
    {
        var (client, signedIn) = await server.SignInAsync(ct);
        using var owned = client;
        var body = await client.GetByteArrayAsync("api/v1/auth/me", ct);
        await using var bare = await BareKestrel.StartAsync(body, ct);
        var ceiling = await WrkAsync(bare.Address, null, ct);
        var figures = new List<Figure>();
        foreach (var path in new[] { "api/v1/auth/me", "health/live" })
        {
            if (await WrkAsync(new Uri(server.Installation.Address, path), signedIn.AccessToken, ct) is { } rate)
            {
                figures.Add(Figure.Of(
                    $"requests through the gateway, /{path}", "1/s", rate, "≥ 25,000; ≥ 0.5 × bare", $"bare Kestrel: {ceiling:N0}/s"));
            }
        }

        return figures;
    }

    /// <returns>Requests a second; null without wrk, or when an answer was not 2xx.</returns>
    private static async Task<double?> WrkAsync(Uri address, string? token, CancellationToken ct)
    {
        string[] header = token is null ? [] : ["-H", $"Authorization: Bearer {token}"];
        await Tool.RunAsync("wrk", ct, ["-t", "1", "-c", "32", "-d", "2s", .. header, address.ToString()]);
        var run = await Tool.RunAsync("wrk", ct, ["-t", "1", "-c", "32", "-d", Seconds, .. header, address.ToString()]);
        if (run is not { } done || done.Output.Contains("Non-2xx", StringComparison.Ordinal))
        {
            Console.Error.WriteLine(run?.Output ?? "wrk is not installed: requests per second are left out.");
            return null;
        }

        return double.Parse(Rate().Match(done.Output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();
}
