using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Resilience;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Gateway.DeadLetters;

/// <summary>How the gateway asks every service for its dead letters.</summary>
internal static class DeadLetterMerge
{
    public static void AddDeadLetterMerge(this IHostApplicationBuilder builder)
    {
        var catalogue = builder.Services.Select(service => service.ImplementationInstance).OfType<ServiceCatalogue>().First();
        foreach (var service in catalogue.All)
        {
            builder.AddServiceClient(ClientOf(service.Name), service.Name);
        }
    }

    public static string ClientOf(string service) => $"dead-letters.{service}";
}
