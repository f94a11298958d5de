using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Leases;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Resilience;
using DigitalDocs.Storage.Resumable.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Storage.Resumable;

/// <summary>Resumable uploads, as the tus protocol 1.0.0 describes them.</summary>
internal static class UploadRoutes
{
    private static readonly string[] Head = ["HEAD"];
    private static readonly string[] Options = ["OPTIONS"];

    public static void AddUploads(this IHostApplicationBuilder builder)
    {
        var options = builder.AddCheckedOptions<UploadsOptions>(UploadsOptions.Section);
        builder.Services.AddTransient<DocumentsClient.AsPerson>();
        builder.AddServiceClient<DocumentsClient>(DocumentsClient.Target).AddHttpMessageHandler<DocumentsClient.AsPerson>();
        builder.Services.AddScoped<UploadDesk>();
        builder.Services.AddScoped<UploadPieces>();
        builder.Services.AddScoped<UploadCompletion>();
        builder.Services.AddScoped<UploadWriter>();
        builder.Services.AddScoped<CreateUpload>();
        builder.Services.AddScoped<JoinUploads>();
        builder.Services.AddScoped<AppendToUpload>();
        builder.AddEventHandler<UploadSettled, WhenUploadSettled>();
        builder.AddPeriodicJob("storage.uploads", options.SweepInterval, UpkeepUploads.RunAsync);
    }

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapServiceGroup<StorageService>("/uploads");
        uploads.MapGet("/", ReadUploads.ListAsync).Needs(Permissions.DocumentsCreate)
            .WithName("listUploads").WithSummary("The caller's resumable uploads, the latest first");
        uploads.MapGet("/{id:guid}", ReadUploads.GetAsync).Needs(Permissions.DocumentsCreate)
            .WithName("getUpload").WithSummary("A resumable upload and what became of it");
        uploads.MapMethods("/", Options, ReadUploads.Describe).Needs(Permissions.DocumentsCreate)
            .WithName("describeUploads").WithSummary("What resumable uploads can do here (tus 1.0.0)");
        uploads.MapMethods("/{id:guid}", Options, ReadUploads.Describe).Needs(Permissions.DocumentsCreate)
            .ExcludeFromDescription();

        var tus = uploads.MapGroup("").AddEndpointFilter<TusVersion>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        tus.MapPost("/", CreateUpload.HandleAsync).Needs(Permissions.DocumentsCreate).Idempotent()
            .Produces(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .WithName("createUpload").WithSummary("Begins a resumable upload, or joins partial ones (tus 1.0.0)");
        tus.MapMethods("/{id:guid}", Head, ReadUploads.HeadAsync).Needs(Permissions.DocumentsCreate)
            .Produces(StatusCodes.Status200OK)
            .WithName("headUpload").WithSummary("From where to go on (tus 1.0.0)");
        tus.MapPatch("/{id:guid}", AppendToUpload.HandleAsync).Needs(Permissions.DocumentsCreate)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .WithName("appendToUpload").WithSummary("Sends further bytes (tus 1.0.0)");
        tus.MapDelete("/{id:guid}", TerminateUpload.HandleAsync).Needs(Permissions.DocumentsCreate)
            .Produces(StatusCodes.Status204NoContent)
            .WithName("terminateUpload").WithSummary("Ends an upload and removes its bytes (tus 1.0.0)");
        tus.MapPost("/{id:guid}", OverrideMethod.HandleAsync).Needs(Permissions.DocumentsCreate).ExcludeFromDescription();
    }
}
