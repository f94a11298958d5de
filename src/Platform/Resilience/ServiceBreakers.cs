using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Resilience;

/// <summary>One breaker per target service.</summary>
internal sealed class ServiceBreakers(IOptions<ResilienceOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ServiceBreaker> _breakers = new(StringComparer.Ordinal);

    public ServiceBreaker Of(string target) => _breakers.GetOrAdd(
        target, _ => new ServiceBreaker(options.Value.FailuresBeforeOpen, options.Value.OpenFor, clock));
}
