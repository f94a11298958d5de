using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using DigitalDocs.Testing;
using NSec.Cryptography;

namespace DigitalDocs.Bench.Figures;

/// <summary>Signing in costs one password hash; the machine's hash rate is its ceiling.</summary>
internal static class LoginFigures
{
    private const int AtOnce = 10;
    private const int Logins = 200;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchServer server, CancellationToken ct)
    {
        var login = server.Installation.Logins.First(login => login.Role == "agent");
        using var client = new HttpClient { BaseAddress = server.Installation.Address };
        await Clock.AtOnceAsync(20, AtOnce, _ => client.LoginAsync(login.Email, login.Password, ct));
        var before = HashesPerSecond();
        var (each, all) = await Clock.AtOnceAsync(Logins, AtOnce, _ => client.LoginAsync(login.Email, login.Password, ct));

        // Hashing lives off memory bandwidth, of which a virtual machine has now more, now less: measured on both sides.
        var after = HashesPerSecond();
        return
        [
            new("login, 10 at once", "ms", each, "p95 < 200"),
            Figure.Of("logins per second", "1/s", Logins / all.TotalSeconds, "≥ 0.9 × hash rate", $"Argon2id 19 MiB, t=2: {before:0} and {after:0}/s"),
        ];
    }

    private static double HashesPerSecond()
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var argon = new Argon2id(
            new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = 19_456, NumberOfPasses = 2 });
        var began = Stopwatch.GetTimestamp();
        const int Hashes = 60;
        Parallel.For(
            0,
            Hashes,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            _ => argon.DeriveBytes(Encoding.UTF8.GetBytes("correct horse"), salt, 32));
        return Hashes / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
