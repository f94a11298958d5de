using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace DigitalDocs.Testing;

/// <summary>The built program in a process of its own.</summary>
public sealed class DigitalDocsProcess : IAsyncDisposable
{
    private const string ReadyMark = "Digital Docs is ready: ";
    private const int LinesKept = 200;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TextWriter _log;

    private DigitalDocsProcess(Process process)
    {
        _process = process;
        _log = ProcessLog.Open($"{process.Id}");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Where it answers; known once it said that it is ready.</summary>
    public Uri Address { get; private set; } = null!;

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines it wrote: standard output and log.</summary>
    public string LastLines => string.Join('\n', _output);

    /// <summary>Starts <c>digitaldocs run</c> with these arguments and waits until it is ready.</summary>
    public static async Task<DigitalDocsProcess> StartAsync(
        IReadOnlyList<string> arguments, CancellationToken ct, string? binary = null)
    {
        var started = new DigitalDocsProcess(Start(["run", .. arguments], binary));
        started._log.WriteLine($"digitaldocs {string.Join(' ', arguments)}");
        try
        {
            var exited = started._process.WaitForExitAsync(ct);
            if (await Task.WhenAny(started._ready.Task, exited).WaitAsync(StartLimit, ct) == exited)
            {
                // The last lines are still on their way when the process is gone.
                started._process.WaitForExit();
                Assert.Fail($"digitaldocs {string.Join(' ', arguments)} ended with {started._process.ExitCode}:\n{started.LastLines}");
            }

            started.Address = await started._ready.Task;
            return started;
        }
        catch (TimeoutException exception)
        {
            var lines = started.LastLines;
            await started.DisposeAsync();
            throw new TimeoutException($"digitaldocs was not ready after {StartLimit}:\n{lines}", exception);
        }
    }

    /// <summary>Runs a command of the program to its end.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IReadOnlyList<string> arguments, CancellationToken ct, string? input = null, string? binary = null)
    {
        using var process = Start(arguments, binary);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary><c>kill -9</c>: no goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM, as an orchestrator stops it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken ct)
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await _process.WaitForExitAsync(ct);
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        await _log.DisposeAsync();
    }

    private static Process Start(IReadOnlyList<string> arguments, string? binary)
    {
        binary ??= HostBinary.Require();
        var start = new ProcessStartInfo(binary, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(binary),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The machine's own settings must not decide what a test sees.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DD_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment.Remove("ANTHROPIC_API_KEY");
        return Process.Start(start)!;
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _log.WriteLine(line);
        _output.Enqueue(line);
        while (_output.Count > LinesKept)
        {
            _output.TryDequeue(out _);
        }

        if (line.StartsWith(ReadyMark, StringComparison.Ordinal))
        {
            _ready.TrySetResult(new Uri(line[ReadyMark.Length..].Trim()));
        }
    }
}
