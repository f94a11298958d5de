using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace DigitalDocs.Ocr;

/// <summary>How an outside program ended; <paramref name="Output"/> is what it wrote, cut at the cap.</summary>
internal sealed record ToolResult(int ExitCode, byte[] Output, string Errors, bool TimedOut, bool OverCap)
{
    public bool Succeeded => ExitCode == 0 && !TimedOut && !OverCap;
}

/// <summary>Starts outside programs by argument list, never through a shell, with limits on time, memory and output.</summary>
internal static class Tool
{
    private const long MaxAddressSpace = 900_000_000;
    private static readonly ConcurrentDictionary<string, string?> Places = new(StringComparer.Ordinal);

    public static bool IsInstalled(string program) => Find(program) is not null;

    public static async Task<ToolResult> RunAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan limit, int maxOutput, byte[]? input, CancellationToken ct)
    {
        if (Find(program) is not { } path)
        {
            return new ToolResult(127, [], $"{program} is not installed", false, false);
        }

        using var process = Start(path, arguments, limit);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(limit);
        try
        {
            var feed = FeedAsync(process, input, timeout.Token);
            var errors = ReadAsync(process.StandardError.BaseStream, 8_000, timeout.Token);
            var (output, overCap) = await ReadAsync(process.StandardOutput.BaseStream, maxOutput, timeout.Token);
            if (overCap)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync(timeout.Token);
            await feed;
            var (message, _) = await errors;
            return new ToolResult(process.ExitCode, output, System.Text.Encoding.UTF8.GetString(message), false, overCap);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return new ToolResult(-1, [], $"{program} took longer than {limit.TotalSeconds:0} s", true, false);
        }
    }

    private static Process Start(string path, IReadOnlyList<string> arguments, TimeSpan limit)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            FileName = Find("prlimit") ?? path,
        };
        if (start.FileName != path)
        {
            var seconds = ((int)limit.TotalSeconds + 5).ToString(CultureInfo.InvariantCulture);
            string[] limits = [$"--as={MaxAddressSpace}", $"--cpu={seconds}", "--core=0", "--", path];
            Array.ForEach(limits, start.ArgumentList.Add);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // One thread per page: pages run side by side, and OpenMP's threads only wait for each other.
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start");
    }

    private static async Task FeedAsync(Process process, byte[]? input, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input ?? [], ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading to the end: its exit code says why.
        }
    }

    private static async Task<(byte[] Bytes, bool OverCap)> ReadAsync(Stream stream, int cap, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[65_536];
        while (await stream.ReadAsync(buffer, ct) is var count and > 0)
        {
            if (bytes.Length + count > cap)
            {
                return (bytes.ToArray(), true);
            }

            bytes.Write(buffer, 0, count);
        }

        return (bytes.ToArray(), false);
    }

    /// <summary>Where a program is on the path; null when it is not installed.</summary>
    public static string? Find(string program) => Places.GetOrAdd(program, static name =>
        (Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists));
}
