using System.Net;
using System.Net.Sockets;

namespace DigitalDocs.Platform.Tests.Health;

/// <summary>Takes connections and never says a word: as a firewall that swallows, or a machine that hangs.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentServer() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();
}
