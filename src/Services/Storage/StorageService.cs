using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Leases;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Storage.Scrubbing;
using DigitalDocs.Storage.Usage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Storage;

/// <summary>Looks after what is stored: how much it is, and that it still is what was uploaded.</summary>
public sealed class StorageService : IService
{
    public static string Name => "storage";

    public static void Register(IHostApplicationBuilder builder)
    {
        var options = builder.AddCheckedOptions<StorageOptions>(StorageOptions.Section);
        builder.AddServiceDb<StorageDb>();
        builder.AddBlobStore();
        builder.AddEventHandler<DocumentUploaded, WhenDocumentUploaded>();
        builder.AddEventHandler<DocumentVersionAdded, WhenDocumentVersionAdded>();
        builder.AddEventHandler<DocumentMetadataChanged, WhenDocumentMetadataChanged>();
        builder.AddEventHandler<DocumentAvailable, WhenDocumentAvailable>();
        builder.AddEventHandler<DocumentDeleted, WhenDocumentDeleted>();
        builder.AddPeriodicJob("storage.scrub", options.ScrubInterval, ScrubContent.RunAsync);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var storage = routes.MapServiceGroup<StorageService>("/storage");

        storage.MapGet("/usage", ReadUsage.HandleAsync).Needs(Permissions.StorageUsage)
            .WithName("getStorageUsage").WithSummary("Documents and bytes of the agency, by class");
    }
}
