using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace DigitalDocs.Testing;

/// <summary>A PostgreSQL server of a test's own, to kill, to fill or to copy. Started again, it has what it had.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _script;
    private readonly string[] _more;
    private readonly int _port = FreePort();
    private Process? _process;

    private PostgresServer(string script, string[] more)
    {
        (_script, _more) = (script, more);
        ConnectionString = $"Host=127.0.0.1;Port={_port};Username=dd;Database=postgres";
    }

    public string ConnectionString { get; }

    /// <param name="ct">Ends the test.</param>
    /// <param name="options">Of the server: <c>-c max_connections=5</c>.</param>
    public static Task<PostgresServer> StartAsync(CancellationToken ct, params string[] options) =>
        StartAsync("postgres.sh", options, ct);

    /// <summary>A streaming replica of this server.</summary>
    public Task<PostgresServer> ReplicaAsync(CancellationToken ct) =>
        StartAsync("postgres-replica.sh", [_port.ToString(CultureInfo.InvariantCulture)], ct);

    /// <summary>Returns when it lets people in.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        if (!OperatingSystem.IsWindows())
        {
            // The server refuses root and runs as a user of its own, who must reach the data.
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_001_001);
        }

        _process = Process.Start(new ProcessStartInfo(
            Repository.PathOf("tools", "engines", _script),
            [_port.ToString(CultureInfo.InvariantCulture), _folder.File("server"), .. _more])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.TrueAsync(() => AnswersAsync(ct), $"{_script} on port {_port}", ct);
    }

    /// <summary><c>kill -9</c>: the next start recovers.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private static async Task<PostgresServer> StartAsync(string script, string[] more, CancellationToken ct)
    {
        Require.Engine("postgres");
        var server = new PostgresServer(script, more);
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

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=2");
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
