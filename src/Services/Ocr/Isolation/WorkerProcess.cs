using System.Diagnostics;
using System.Globalization;

namespace DigitalDocs.Ocr;

/// <summary>How a piece of work ended: with an answer, or with the worker's end and the reason.</summary>
internal sealed record WorkOutcome(Answer? End, string? Failure)
{
    public bool Crashed => End is null;
}

/// <summary>One reading process: little memory, no secrets in its environment, ended when it is silent or swells.</summary>
internal sealed class WorkerProcess : IDisposable
{
    public const string Gone = "the reading process ended";
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(200);
    private readonly Process _process;
    private readonly OcrOptions _options;

    // A killed process counts as running for a moment: it must not be handed to the next document in it.
    private bool _ended;
    private bool _isWarm;

    private WorkerProcess(Process process, OcrOptions options)
    {
        _process = process;
        _options = options;
    }

    public int Id => _process.Id;

    public int Served { get; private set; }

    public bool IsUsable => !_ended && !_process.HasExited && Served < 400 && ResidentBytes() < _options.WorkerMemoryMegabytes * 700_000L;

    public static WorkerProcess Start(OcrOptions options)
    {
        var (program, leading) = ProgramOf(options);

        // A little below the server, which answers people meanwhile; far below, a busy machine would starve it.
        var nice = Tool.Find("nice");
        string[] arguments = nice is null ? [.. leading, ReadWorker.Command] : ["-n", "4", program, .. leading, ReadWorker.Command];
        var start = new ProcessStartInfo(nice ?? program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        Array.ForEach(arguments, start.ArgumentList.Add);
        KeepOnly(start.Environment);
        start.Environment[ReadWorker.EngineVariable] = options.Engine;
        if (options.Models.Length > 0)
        {
            start.Environment[ReadWorker.ModelsVariable] = options.Models;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        // A dying runtime writes its whole stack there: nobody reads it, and it must not fill the pipe.
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new WorkerProcess(process, options);
    }

    /// <summary>Waits until it has warmed up; one that does not is ended.</summary>
    /// <returns>Why it never will.</returns>
    public async Task<string?> WarmAsync(CancellationToken ct)
    {
        if (_isWarm)
        {
            return null;
        }

        var (answer, failure) = await NextAsync(ct);
        if (answer is null)
        {
            Kill();
            return failure ?? Gone;
        }

        _isWarm = true;
        return null;
    }

    public async Task<WorkOutcome> DoAsync(Work work, Func<Answer, Task> receive, CancellationToken ct)
    {
        Served++;
        try
        {
            if (await WarmAsync(ct) is { } cold)
            {
                return new WorkOutcome(null, cold);
            }

            await Frames.WriteAsync(_process.StandardInput.BaseStream, work, ct);
            while (true)
            {
                var (answer, failure) = await NextAsync(ct);
                if (failure is not null || answer is null)
                {
                    Kill();
                    return new WorkOutcome(null, failure ?? Gone);
                }

                if (answer.Ended)
                {
                    return new WorkOutcome(answer, null);
                }

                await receive(answer);
            }
        }
        catch (IOException)
        {
            Kill();
            return new WorkOutcome(null, Gone);
        }
        catch
        {
            // Half an answer may be on its way: the next work would read it as its own.
            Kill();
            throw;
        }
    }

    public void Kill()
    {
        _ended = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task<(Answer? Answer, string? Failure)> NextAsync(CancellationToken ct)
    {
        var next = Frames.ReadAsync<Answer>(_process.StandardOutput.BaseStream, ct);
        var began = Stopwatch.GetTimestamp();
        while (await Task.WhenAny(next, Task.Delay(WatchEvery, ct)) != next)
        {
            ct.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(began) > _options.Patience)
            {
                return (null, "it took too long");
            }

            if (ResidentBytes() > _options.WorkerMemoryMegabytes * 1_000_000L)
            {
                return (null, "it needs too much memory");
            }
        }

        return (await next, null);
    }

    private long ResidentBytes()
    {
        try
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private static (string Program, string[] Arguments) ProgramOf(OcrOptions options)
    {
        if (options.WorkerProgram.Length > 0)
        {
            return (options.WorkerProgram, []);
        }

        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "digitaldocs.exe" : "digitaldocs");
        return File.Exists(program) ? (program, []) : ("dotnet", [Path.Combine(AppContext.BaseDirectory, "digitaldocs.dll")]);
    }

    // The worker meets hostile bytes: keys and passwords of the server's environment do not belong there.
    private static void KeepOnly(IDictionary<string, string?> environment)
    {
        string[] kept = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "DOTNET_ROOT", "DD_MODELS", "LD_LIBRARY_PATH"];
        foreach (var name in environment.Keys.Except(kept, StringComparer.Ordinal).ToList())
        {
            environment.Remove(name);
        }

        environment["DOTNET_GCHeapHardLimit"] = (400_000_000).ToString("x", CultureInfo.InvariantCulture);
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        environment["DOTNET_GCConserveMemory"] = "5";

        // The models' work goes through the C library's heap: pages given back at once, not kept per thread.
        environment["MALLOC_ARENA_MAX"] = "1";
        environment["MALLOC_TRIM_THRESHOLD_"] = "1048576";
        environment["MALLOC_MMAP_THRESHOLD_"] = "262144";
        environment["DOTNET_TieredPGO"] = "0";
        environment["DOTNET_EnableDiagnostics"] = "0";
        environment["DOTNET_DbgEnableMiniDump"] = "0";
    }
}
