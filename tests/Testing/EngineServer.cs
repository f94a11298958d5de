using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DigitalDocs.Testing;

/// <summary>
/// A server of a test's own, to kill, to pause or to set up specially, started by a script of <c>tools/engines</c>.
/// Started again, it is on the same port with what it had acknowledged.
/// </summary>
public class EngineServer : IAsyncDisposable
{
    private const int NotInstalled = 3;

    // RabbitMQ with a hundred queues on a machine that has other work.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private readonly string _engine;
    private readonly string _script;
    private readonly string[] _more;
    private readonly TempFolder _folder = new();
    private readonly TextWriter _log;
    private Process? _process;

    /// <param name="engine">What <c>DD_TEST_REQUIRE</c> calls it.</param>
    /// <param name="script">File of <c>tools/engines</c>.</param>
    /// <param name="more">What the script takes after port and folder.</param>
    protected EngineServer(string engine, string script, int port, params string[] more) =>
        (_engine, _script, Port, _more, _log) = (engine, script, port, more, ProcessLog.Open($"{script}-{port}"));

    /// <summary>The S3 server that <c>s3.sh</c> starts, beside the checkout or where <c>DD_ENGINES</c> says.</summary>
    public static string S3Program { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("DD_ENGINES") ?? SharedData.FindEngines() ?? "/nowhere", "seaweedfs", "start.sh");

    public int Port { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Where it keeps its data.</summary>
    protected virtual string DataFolder => _folder.File("data");

    /// <param name="program">Not installed: the test is skipped.</param>
    public static async Task<EngineServer> StartAsync(
        string engine, string script, string program, CancellationToken ct, params string[] more)
    {
        Require.Demand(
            File.Exists(program) || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
                .Any(folder => File.Exists(Path.Combine(folder, program))),
            engine,
            $"{program} is not installed");
        return await BeginAsync(new EngineServer(engine, script, Ports.Free(), more), ct);
    }

    /// <summary>Returns when it answers.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        if (!OperatingSystem.IsWindows())
        {
            // Servers that refuse root run as a user of their own, who must reach the data.
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_001_001);
        }

        var start = new ProcessStartInfo(
            "bash",
            [
                Repository.PathOf("tools", "engines", _script),
                Port.ToString(CultureInfo.InvariantCulture),
                DataFolder,
                .. _more,
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DD_ENGINES"] = Path.GetDirectoryName(Path.GetDirectoryName(S3Program));
        SetUp(start.Environment);
        Launch(start);
        await Eventually.TrueAsync(
            async () =>
            {
                if (_process is { HasExited: true } ended)
                {
                    // A server that was killed may refuse a first start: its name or port is not free yet.
                    Require.Demand(ended.ExitCode != NotInstalled, _engine, $"{_script}: it is not installed");
                    ended.Dispose();
                    Launch(start);
                }

                return await AnswersAsync(ct);
            },
            $"{_script} on port {Port}",
            ct,
            StartLimit);
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

    /// <summary>Accepts connections and answers nothing until it is told to go on.</summary>
    public void Pause() => Signal("-STOP");

    public void GoOn() => Signal("-CONT");

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

        await _log.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static async Task<TServer> BeginAsync<TServer>(TServer server, CancellationToken ct)
        where TServer : EngineServer
    {
        try
        {
            await server.StartAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets what the script reads from its environment.</summary>
    protected virtual void SetUp(IDictionary<string, string?> environment)
    {
    }

    /// <summary>Whether it lets people in.</summary>
    protected virtual async Task<bool> AnswersAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Launch(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _log.WriteLine(line.Data);
        _process.ErrorDataReceived += (_, line) => _log.WriteLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, .. ProcessTree.Ids(_process!.Id).Select(id => $"{id}")]);
        kill.WaitForExit();
    }
}
