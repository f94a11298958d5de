using System.Net;
using System.Net.Sockets;

namespace DigitalDocs.Host.Starting;

/// <summary>Whether this process can listen where it shall: known before its jobs and handlers begin.</summary>
internal static class FreeAddresses
{
    /// <returns>One line per address that another program has; empty when all are free.</returns>
    public static IEnumerable<string> Taken(IConfiguration configuration) =>
        from url in configuration["Urls"]!.Split(';', StringSplitOptions.RemoveEmptyEntries)
        let address = Uri.TryCreate(SelfAddressing.Local(url), UriKind.Absolute, out var parsed) ? parsed : null
        where address is { Port: > 0 } && IsTaken(address)
        select $"Another program listens on {url} already. Stop it, or choose another address: --urls, or --port of run.sh.";

    private static bool IsTaken(Uri address)
    {
        try
        {
            using var listener = new TcpListener(
                IPAddress.TryParse(address.Host, out var ip) ? ip : IPAddress.Loopback, address.Port);
            listener.Start();
            return false;
        }
        catch (SocketException exception)
        {
            // What else may be wrong with an address, the server itself says when it listens.
            return exception.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
