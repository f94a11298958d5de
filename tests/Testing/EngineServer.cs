using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DigitalDocs.Testing;

/// <summary>
/// A server of its own for a test that kills it, started by a script of <c>tools/engines</c>. Started again, it is on
/// the same port with the same data.
/// </summary>
public sealed class EngineServer : IAsyncDisposable
{
    private readonly string _script;
    private readonly string[] _more;
    private readonly TempFolder _folder = new();
    private Process? _process;

    private EngineServer(string script, int port, string[] more) => (_script, Port, _more) = (script, port, more);

    /// <summary>The S3 server that <c>s3.sh</c> starts, beside the checkout or where <c>DD_ENGINES</c> says.</summary>
    public static string S3Program { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("DD_ENGINES") ?? SharedData.FindEngines() ?? "/nowhere", "seaweedfs", "start.sh");

    public int Port { get; }

    /// <param name="engine">What <c>DD_TEST_REQUIRE</c> calls it.</param>
    /// <param name="script">File of <c>tools/engines</c>.</param>
    /// <param name="program">Not installed: the test is skipped.</param>
    /// <param name="more">What the script takes after port and folder.</param>
    public static async Task<EngineServer> StartAsync(
        string engine, string script, string program, CancellationToken ct, params string[] more)
    {
        Require.Demand(
            File.Exists(program) || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
                .Any(folder => File.Exists(Path.Combine(folder, program))),
            engine,
            $"{program} is not installed");
        var server = new EngineServer(script, FreePorts(), more);
        await server.StartAsync(ct);
        return server;
    }

    /// <summary>Returns when the port accepts connections.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        var start = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Repository.PathOf("tools", "engines", _script),
                Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                _folder.File("data"),
            },
        };
        Array.ForEach(_more, start.ArgumentList.Add);
        start.Environment["DD_ENGINES"] = Path.GetDirectoryName(Path.GetDirectoryName(S3Program));
        OpenToOthers();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.TrueAsync(AnswersAsync, $"{_script} on port {Port}", ct);
    }

    /// <summary>As <c>kill -9</c> of everything the script started.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_script == "rabbitmq.sh")
        {
            // Erlang's name server outlives the node that started it.
            using var names = Process.Start(new ProcessStartInfo("epmd", ["-port", $"{Port + 2}", "-kill"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            await (names?.WaitForExitAsync() ?? Task.CompletedTask);
        }

        _folder.Dispose();
    }

    // Servers that refuse root run as a user of their own, who must reach the data.
    private void OpenToOthers()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                _folder.Path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Some servers also take the two ports after theirs.
    private static int FreePorts()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 60_000);
            if (Enumerable.Range(port, 3).All(IsFree))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
