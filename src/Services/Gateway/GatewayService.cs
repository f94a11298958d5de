using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Gateway.Documentation;
using DigitalDocs.Gateway.Forwarding;
using DigitalDocs.Gateway.Streaming;
using DigitalDocs.Gateway.WebApp;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Gateway;

/// <summary>The edge: the web app, what is hosted here, the way to what is hosted elsewhere, and the live stream.</summary>
public sealed class GatewayService : IService
{
    public static string Name => "gateway";

    public static void Register(IHostApplicationBuilder builder)
    {
        builder.AddServiceDb<GatewayDb>();
        builder.AddCheckedOptions<GatewayOptions>(GatewayOptions.Section);
        builder.AddForwarding();
        builder.Services.AddScoped<StreamLog>();
        builder.Services.AddSingleton<StreamTail>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StreamTail>());
        builder.AddEventHandler<DocumentUploaded, WhenDocumentUploaded>();
        builder.AddEventHandler<DocumentVersionAdded, WhenDocumentVersionAdded>();
        builder.AddEventHandler<DocumentStatusChanged, WhenDocumentStatusChanged>();
        builder.AddEventHandler<DocumentAvailable, WhenDocumentAvailable>();
        builder.AddEventHandler<DocumentMetadataChanged, WhenDocumentMetadataChanged>();
        builder.AddEventHandler<DocumentQuarantined, WhenDocumentQuarantined>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var events = routes.MapServiceGroup<GatewayService>("/events");
        events.MapGet("/stream", StreamEvents.HandleAsync).Needs(Permissions.DocumentsView)
            .WithName("streamEvents").WithSummary("Live changes as Server-Sent Events; resumes by Last-Event-ID.");

        routes.MapForwarding();
        routes.MapApiPages();
        routes.MapWebApp();
    }
}
