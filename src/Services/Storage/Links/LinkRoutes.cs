using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Leases;
using DigitalDocs.Platform.Resilience;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Storage.Links;

/// <summary>Links for downloading without signing in, and addresses for uploading past this server.</summary>
internal static class LinkRoutes
{
    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    public static void AddLinks(this IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<LinksOptions>(LinksOptions.Section);
        builder.Services.AddTransient<DocumentsAsPerson.Handler>();
        builder.AddServiceClient<DocumentsAsPerson>(DocumentsAsPerson.Target).AddHttpMessageHandler<DocumentsAsPerson.Handler>();
        builder.Services.AddScoped<MakeLink>();
        builder.Services.AddScoped<FollowLink>();
        builder.AddPeriodicJob("storage.direct-uploads", TimeSpan.FromMinutes(10), BeginDirectUpload.SweepAsync);
    }

    public static void MapLinks(this RouteGroupBuilder storage)
    {
        storage.MapPost("/links", MakeLink.HandleAsync).Needs(Permissions.DocumentsDownload).Idempotent()
            .WithName("makeDownloadLink").WithSummary("Makes a link for downloading a document without signing in");
        storage.MapGet("/links", ManageLinks.ListAsync).Needs(Permissions.DocumentsDownload)
            .WithName("listDownloadLinks").WithSummary("Download links that are still good");
        storage.MapDelete("/links/{id:guid}", ManageLinks.RevokeAsync).Needs(Permissions.DocumentsDownload)
            .WithName("revokeDownloadLink").WithSummary("Ends a download link at once");
        storage.MapMethods("/links/{id:guid}/content", GetAndHead, FollowLink.HandleAsync).AllowAnonymous()
            .ProducesProblem(StatusCodes.Status410Gone)
            .WithName("followDownloadLink").WithSummary("The file behind a download link");
        storage.MapPost("/direct-uploads", BeginDirectUpload.HandleAsync).Needs(Permissions.DocumentsCreate).Idempotent()
            .WithName("beginDirectUpload").WithSummary("An address of the bucket to which a file can be sent");
    }
}
