using System.Collections.Concurrent;
using DigitalDocs.Platform.Composition;
using Microsoft.Extensions.Configuration;

namespace DigitalDocs.Platform.Resilience;

/// <summary>
/// Where services are that are hosted elsewhere: <c>Services:{target}:Url</c> names one address or several with
/// <c>;</c> between them. A service hosted here is called here. What is learnt about a process holds for all its services.
/// </summary>
public sealed class ServiceCopies
{
    private const string Section = "Services";
    private readonly IConfiguration _configuration;
    private readonly ServiceCatalogue? _catalogue;
    private readonly ConcurrentDictionary<string, ServiceCopy> _byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, TargetCopies?> _byTarget = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    public ServiceCopies(IConfiguration configuration, TimeProvider clock, ServiceCatalogue? catalogue = null)
    {
        (_configuration, _clock, _catalogue) = (configuration, clock, catalogue);
    }

    /// <summary>Targets that have more than one address.</summary>
    internal IEnumerable<string> Shared =>
        _configuration.GetSection(Section).GetChildren().Select(service => service.Key).Where(name => Of(name)?.All.Count > 1);

    /// <returns>Null when the service is hosted here or has no address.</returns>
    internal TargetCopies? Of(string target) => _byTarget.GetOrAdd(target, Find);

    /// <summary>The first address of a service; null when it is hosted here or has none.</summary>
    public Uri? FirstOf(string target) => Of(target)?.All[0].Address;

    /// <summary>What is wrong with the addresses, a line each.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        from service in configuration.GetSection(Section).GetChildren()
        from url in Split(service["Url"])
        where !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
        select $"{Section}:{service.Key}:Url: '{url}' is not an address such as http://localhost:8081.";

    private static string[] Split(string? urls) =>
        (urls ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private TargetCopies? Find(string target)
    {
        if (_catalogue?.Hosts(target) == true)
        {
            return null;
        }

        var copies = Split(_configuration[$"{Section}:{target}:Url"])
            .Select(url => url.EndsWith('/') ? url : url + "/").Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(url => _byAddress.GetOrAdd(url, _ => new ServiceCopy(new Uri(url, UriKind.Absolute), _clock)))
            .ToList();
        return copies.Count == 0 ? null : new TargetCopies(copies);
    }
}
