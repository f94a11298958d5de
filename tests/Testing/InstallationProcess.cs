namespace DigitalDocs.Testing;

/// <summary>A place of an installation: which services run there, at which address, and the process that does it now.</summary>
public sealed class InstallationProcess : IAsyncDisposable
{
    private readonly IReadOnlyList<string> _arguments;
    private readonly string? _before;
    private DigitalDocsProcess? _process;

    internal InstallationProcess(
        IReadOnlyList<string> targets, int copy, Uri address, IReadOnlyList<string> settings, string? before)
    {
        (Targets, Copy, Address, _before) = (targets, copy, address, before);
        _arguments = ["--target", string.Join(',', targets), "--urls", address.ToString().TrimEnd('/'), .. settings];
    }

    public IReadOnlyList<string> Targets { get; }

    public int Copy { get; }

    public Uri Address { get; }

    public bool IsEdge => Targets[^1] is "gateway" or "all";

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The running or last process.</summary>
    public DigitalDocsProcess Process => _process ?? throw new InvalidOperationException($"{this} was not started.");

    /// <summary>Starts it and waits until it serves.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        var binary = _process is null ? _before : null;
        if (_process is { } last)
        {
            await last.DisposeAsync();
        }

        _process = await DigitalDocsProcess.StartAsync(_arguments, ct, binary);
    }

    /// <summary>As an orchestrator stops it.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync(CancellationToken ct) => Process.StopAsync(ct);

    /// <summary><c>kill -9</c>.</summary>
    public Task KillAsync() => IsRunning ? Process.KillAsync() : Task.CompletedTask;

    public override string ToString() => $"{string.Join('+', Targets)}/{Copy}";

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
