using DigitalDocs.Platform.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Messaging;

/// <summary>
/// The handlers of services that run in other processes, where the broker keeps nothing for handlers that it does not
/// know: on the first start of an installation a process may be ready, and send, before those processes ever ran.
/// </summary>
internal sealed record HandlersElsewhere(IReadOnlyList<(string Group, string EventType)> All)
{
    public static readonly HandlersElsewhere None = new([]);

    /// <summary>Registers the other services where nobody runs them, only to see what they handle.</summary>
    public static HandlersElsewhere Of(ServiceCatalogue catalogue, IConfiguration configuration)
    {
        var aside = Host.CreateEmptyApplicationBuilder(null);
        aside.Configuration.AddConfiguration(configuration);
        aside.Services.AddSingleton(catalogue);
        aside.RegisterServices(catalogue.Elsewhere);
        return new([.. aside.Services.Select(service => service.ImplementationInstance).OfType<HandlerBinding>()
            .Select(binding => (binding.Group, binding.EventType))]);
    }
}
