using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DigitalDocs.Testing;

/// <summary>Ports of the loopback that nobody listens on.</summary>
public static class Ports
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>
    /// A free one, not given out before; the two after it are free as well, which some servers take for themselves.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            // Below those that the system gives to outgoing connections, which come and go.
            var port = Random.Shared.Next(20_000, 32_000);
            if (Enumerable.Range(port, 3).All(IsFree) && Enumerable.Range(port, 3).All(one => Given.TryAdd(one, true)))
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
