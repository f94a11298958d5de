using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>A server that gives every request the same answer: what none of the servers at hand can be brought to say.</summary>
internal sealed class OneAnswerServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private readonly Task _serving;
    private int _requests;

    /// <param name="head">Status line and headers without the length, each with its line end.</param>
    public OneAnswerServer(string head, string body)
    {
        _answer = Encoding.ASCII.GetBytes($"{head}Content-Length: {body.Length}\r\n\r\n{body}");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                _ = await stream.ReadAsync(buffer);
                Interlocked.Increment(ref _requests);
                await stream.WriteAsync(_answer);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }
}
