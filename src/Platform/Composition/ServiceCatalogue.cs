using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Composition;

/// <summary>A service that the binary knows.</summary>
/// <param name="Prefixes">Paths under <c>/api/v1</c> (and others, with a leading slash) that the service answers.</param>
public sealed record ServiceEntry(
    string Name,
    Action<IHostApplicationBuilder> Register,
    Action<IEndpointRouteBuilder> Map,
    IReadOnlyList<string> Prefixes)
{
    /// <summary>What a service could not handle stands under this path and its name.</summary>
    internal const string DeadLettersPrefix = "dead-letters";

    public static ServiceEntry Of<TService>(params string[] prefixes)
        where TService : IService =>
        new(TService.Name, TService.Register, TService.Map, [.. prefixes, $"{DeadLettersPrefix}/{TService.Name}"]);
}

/// <summary>All services of the binary and which of them this process hosts.</summary>
public sealed class ServiceCatalogue
{
    public const string AllTargets = "all";

    private readonly HashSet<string> _hosted;

    private ServiceCatalogue(IReadOnlyList<ServiceEntry> all, HashSet<string> hosted)
    {
        All = all;
        _hosted = hosted;
    }

    public IReadOnlyList<ServiceEntry> All { get; }

    public IEnumerable<ServiceEntry> Hosted => All.Where(service => _hosted.Contains(service.Name));

    public IEnumerable<ServiceEntry> Elsewhere => All.Where(service => !_hosted.Contains(service.Name));

    public bool Hosts(string service) => _hosted.Contains(service);

    /// <summary>Picks the services named by a comma-separated list; an unknown name is an error that lists the known.</summary>
    public static ServiceCatalogue Select(IReadOnlyList<ServiceEntry> all, string targets, out string? error)
    {
        var names = targets.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = all.Select(service => service.Name).ToHashSet();
        var unknown = names.Where(name => name != AllTargets && !known.Contains(name)).ToArray();
        error = names.Length == 0 || unknown.Length > 0
            ? $"Unknown target '{string.Join("', '", unknown)}'. Known targets: all, {string.Join(", ", known)}."
            : null;
        return new(all, names.Contains(AllTargets) ? known : names.Where(known.Contains).ToHashSet());
    }
}
