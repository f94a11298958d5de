using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DigitalDocs.Testing;

/// <summary>A Redis of a test's own, for tests that set it up specially, kill it or pause it.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _program;
    private readonly string[] _arguments;
    private readonly TempFolder _folder = new();
    private Process? _process;

    private RedisServer(string program, int port, string[] arguments) =>
        (_program, Port, _arguments) = (program, port, arguments);

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    /// <param name="arguments">As of <c>redis-server</c>: <c>--requirepass</c>, <c>--maxmemory</c> …</param>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        var server = new RedisServer(Require.Program("redis-server"), FreePort(), arguments);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A sentinel that watches the primary under the name <c>dd</c> and decides alone.</summary>
    public static async Task<RedisServer> StartSentinelAsync(RedisServer primary)
    {
        var server = new RedisServer(Require.Program("redis-server"), FreePort(), []);
        await File.WriteAllTextAsync(server.SentinelFile, $"""
            port {server.Port}
            bind 127.0.0.1
            sentinel monitor dd 127.0.0.1 {primary.Port} 1
            sentinel down-after-milliseconds dd 500
            sentinel failover-timeout dd 3000
            """);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>On the same port, with what it wrote to its disk.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo(_program)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = _folder.Path,
        };
        string[] own = File.Exists(SentinelFile)
            ? [SentinelFile, "--sentinel"]
            : ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _folder.Path, "--save", "", .. _arguments];
        Array.ForEach(own, start.ArgumentList.Add);
        _process = Process.Start(start)!;
        _ = _process.StandardOutput.ReadToEndAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
            },
            CancellationToken.None);
    }

    /// <summary>As by <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Accepts connections and answers nothing until it is told to go on.</summary>
    public void Pause() => Signal("-STOP");

    public void GoOn() => Signal("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        _folder.Dispose();
    }

    private string SentinelFile => Path.Combine(_folder.Path, "sentinel.conf");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        kill.WaitForExit();
    }
}
