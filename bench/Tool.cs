using System.Diagnostics;

namespace DigitalDocs.Bench;

/// <summary>Other programs that figures are compared with.</summary>
internal static class Tool
{
    /// <summary>Runs a program with the file; null when it is not installed. One that fails ends the run with what it said.</summary>
    /// <returns>How long it took, and what it wrote.</returns>
    public static async Task<(TimeSpan Time, string Output)?> RunAsync(string program, CancellationToken ct, params string[] arguments)
    {
        if (!Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            return null;
        }

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {(await errors).Trim()}");
        }

        return (Stopwatch.GetElapsedTime(began), output);
    }
}
