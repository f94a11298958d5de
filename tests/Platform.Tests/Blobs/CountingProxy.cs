using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>Passes bytes on to a port of this machine, counts what comes back, may forge it, and may break connections.</summary>
internal sealed class CountingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _port;
    private readonly Task _accepting;
    private long _back;
    private int _broken;

    public CountingProxy(int port)
    {
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{Port}";

    public long BytesBack => Volatile.Read(ref _back);

    public int Broken => Volatile.Read(ref _broken);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the server says, and what arrives instead; both equally long.</summary>
    public (string Said, string Heard)? Forgery { get; init; }

    /// <summary>Bytes, in both directions together, that one connection lives for.</summary>
    public long BreakAfter { get; init; } = long.MaxValue;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var _ = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _port, _end.Token);
            var left = new Budget { Bytes = BreakAfter };
            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream(), left, back: false),
                CopyAsync(server.GetStream(), client.GetStream(), left, back: true));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Budget left, bool back)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, _end.Token)) > 0)
            {
                Forge(buffer.AsSpan(0, read), back);
                await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
                Interlocked.Add(ref _back, back ? read : 0);
                if (Interlocked.Add(ref left.Bytes, -read) < 0)
                {
                    Interlocked.Increment(ref _broken);
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // One side is gone: so is the connection.
        }
    }

    private void Forge(Span<byte> bytes, bool back)
    {
        if (back && Forgery is var (said, heard))
        {
            var wanted = Encoding.ASCII.GetBytes(said);
            for (int at; (at = bytes.IndexOf(wanted)) >= 0;)
            {
                Encoding.ASCII.GetBytes(heard, bytes[at..]);
            }
        }
    }

    private sealed class Budget
    {
        public long Bytes;
    }
}
