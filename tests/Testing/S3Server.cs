using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DigitalDocs.Testing;

/// <summary>An S3 server of a test's own, for tests that kill it or fill its disk.</summary>
public sealed class S3Server : IAsyncDisposable
{
    public const string AccessKey = "ddtest";
    public const string SecretKey = "ddsecret1234";

    private const int NotInstalled = 3;
    private readonly TempFolder _folder = new();
    private readonly string _data;
    private Process? _process;

    private S3Server(int port, string? data) => (Port, _data) = (port, data ?? _folder.Path);

    public int Port { get; }

    public string Endpoint => $"http://127.0.0.1:{Port}";

    /// <param name="data">Where it keeps its data; null: a folder of its own.</param>
    public static async Task<S3Server> StartAsync(string? data = null)
    {
        Require.Engine("s3");
        var server = new S3Server(FreePort(), data);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>On the same port, with what it had acknowledged.</summary>
    public async Task StartAgainAsync()
    {
        _process = Process.Start(new ProcessStartInfo(
            Repository.PathOf("tools/engines/s3.sh"), [$"{Port}", _data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["DD_S3_ACCESS_KEY"] = AccessKey, ["DD_S3_SECRET_KEY"] = SecretKey },
        })!;
        _ = _process.StandardOutput.ReadToEndAsync();
        _ = _process.StandardError.ReadToEndAsync();
        using var client = new HttpClient();
        await Eventually.TrueAsync(
            async () =>
            {
                Require.Demand(!_process.HasExited || _process.ExitCode != NotInstalled, "s3", "there is no S3 server here");
                return await AnswersAsync(client);
            },
            "the S3 server to answer",
            CancellationToken.None);
    }

    /// <summary>As by <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        _folder.Dispose();
    }

    // It refuses the anonymous; that it does says that it works.
    private async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(Endpoint);
            return (int)answer.StatusCode < 500;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
