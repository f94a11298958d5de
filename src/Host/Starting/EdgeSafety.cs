using System.Net;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Host.Starting;

/// <summary>What must not be reachable from outside the machine.</summary>
internal static class EdgeSafety
{
    /// <returns>One line per thing that is unsafe; empty when the process may start.</returns>
    public static IEnumerable<string> Problems(IConfiguration configuration, bool demo)
    {
        var allowInsecure = configuration.GetValue<bool>($"{EdgeOptions.Section}:{nameof(EdgeOptions.AllowInsecure)}");
        foreach (var url in configuration["Urls"]!.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(url.Replace("://+", "://0.0.0.0").Replace("://*", "://0.0.0.0"), UriKind.Absolute, out var address))
            {
                yield return $"Urls: '{url}' is not an address such as http://localhost:8080.";
            }
            else if (!IsLoopback(address) && demo)
            {
                yield return $"Urls: the demo has known logins and is served on loopback only, not on {url}.";
            }
            else if (!IsLoopback(address) && address.Scheme == Uri.UriSchemeHttp && !allowInsecure)
            {
                yield return $"Urls: {url} would serve people without TLS. Use https, or set Edge:AllowInsecure "
                    + "behind a proxy that speaks TLS.";
            }
        }
    }

    private static bool IsLoopback(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}
