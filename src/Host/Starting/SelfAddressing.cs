using DigitalDocs.Platform.Resilience;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DigitalDocs.Host.Starting;

/// <summary>Tells the clients of services hosted here where "here" is, once the port is known.</summary>
internal static class SelfAddressing
{
    public static void Set(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        app.Services.GetRequiredService<SelfAddress>().Uri = new Uri(Local(address));
    }

    /// <summary>An address that can be called: a wildcard host is this machine.</summary>
    internal static string Local(string address) =>
        address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
            .Replace("[::]", "127.0.0.1", StringComparison.Ordinal)
            .Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://*", "://127.0.0.1", StringComparison.Ordinal);
}
