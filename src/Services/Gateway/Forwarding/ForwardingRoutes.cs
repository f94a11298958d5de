using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Resilience;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace DigitalDocs.Gateway.Forwarding;

/// <summary>The way to services hosted elsewhere: the catalogue minus what is here.</summary>
internal static class ForwardingRoutes
{
    public static void AddForwarding(this IHostApplicationBuilder builder)
    {
        builder.AddCopies();
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton<ForwardingConnections>();
    }

    public static void MapForwarding(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        foreach (var service in services.GetRequiredService<ServiceCatalogue>().Elsewhere)
        {
            foreach (var prefix in service.Prefixes)
            {
                var path = prefix.StartsWith('/') ? prefix : $"{Routes.Base}/{prefix}";

                // The service itself checks who may do what: share pages and sign-in are for everybody.
                routes.Map(path + "/{**rest}", (HttpContext context) => ForwardAsync(context, service.Name))
                    .AllowAnonymous().ExcludeFromDescription();
            }
        }
    }

    private static async Task ForwardAsync(HttpContext context, string service)
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<ServiceCopies>().FirstOf(service) is not { } destination)
        {
            await Failure.Unavailable($"The {service} service is not running here.", TimeSpan.FromSeconds(30))
                .ToProblem().ExecuteAsync(context);
            return;
        }

        var options = services.GetRequiredService<IOptions<GatewayOptions>>().Value;
        using var turn = await services.GetRequiredService<Bulkheads>()
            .Of("forwarding to " + service, options.ForwardsAtOnce, options.ForwardsWaiting)
            .AcquireAsync(1, context.RequestAborted);
        if (!turn.IsAcquired)
        {
            await Failure.Unavailable($"The {service} service has too much to do. Try again shortly.", TimeSpan.FromSeconds(2))
                .ToProblem().ExecuteAsync(context);
            return;
        }

        await ForwardAsync(context, service, destination, TimeSpan.FromSeconds(options.ForwardTimeoutSeconds));
    }

    private static async Task ForwardAsync(HttpContext context, string service, Uri destination, TimeSpan timeout)
    {
        LiftBodyLimit(context);
        var services = context.RequestServices;
        var error = await services.GetRequiredService<IHttpForwarder>().SendAsync(
            context,
            destination.ToString(),
            services.GetRequiredService<ForwardingConnections>().To(service),
            new ForwarderRequestConfig { ActivityTimeout = timeout },
            ForwardedCall.Instance);
        if (error != ForwarderError.None && !context.RequestAborted.IsCancellationRequested)
        {
            services.GetRequiredService<ILogger<GatewayService>>().ForwardFailed(service, error.ToString());
            if (!context.Response.HasStarted)
            {
                context.Response.Clear();
                await Failure.Unavailable($"The {service} service does not answer. Try again shortly.", TimeSpan.FromSeconds(5))
                    .ToProblem().ExecuteAsync(context);
            }
        }
    }

    // The service that reads the body knows how large it may be.
    private static void LiftBodyLimit(HttpContext context)
    {
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }
}
