using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Gateway.DeadLetters;
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
        builder.AddDeadLetterMerge();
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

        var letters = routes.MapServiceGroup<GatewayService>("/dead-letters");
        letters.MapGet("/", MergeDeadLetters.ListAsync).Needs(Permissions.DeadLettersView)
            .WithName("listDeadLetters").WithSummary("Events that a handler of any service could not handle, newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        letters.MapGet("/counts", MergeDeadLetters.CountAsync).Needs(Permissions.DeadLettersView)
            .WithName("countDeadLetters").WithSummary("How many wait for a decision, per handler and type");

        routes.MapForwarding();
        routes.MapApiPages();
        routes.MapWebApp();
    }
}
