using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Leases;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Resilience;
using DigitalDocs.Storage.Links;
using DigitalDocs.Storage.Orphans;
using DigitalDocs.Storage.Replication;
using DigitalDocs.Storage.Resumable;
using DigitalDocs.Storage.Scrubbing;
using DigitalDocs.Storage.Status;
using DigitalDocs.Storage.Usage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Storage;

/// <summary>Takes large files in pieces, and looks after what is stored: how much it is, and that it still is what was sent.</summary>
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
        builder.AddServiceClient<DocumentsStateClient>(DocumentsStateClient.Target);
        builder.AddPeriodicJob("storage.scrub", options.ScrubInterval, ScrubContent.RunAsync);
        if (builder.AddCheckedOptions<BlobsOptions>(BlobsOptions.Section).Replica.Provider != BlobsOptions.NoProvider)
        {
            builder.AddPeriodicJob("storage.replicate", options.ReplicateInterval, ReplicateFiles.RunAsync);
            builder.AddPeriodicJob("storage.compare", TimeSpan.FromMinutes(5), CompareCopies.RunAsync);
        }

        builder.AddPeriodicJob("storage.orphans", TimeSpan.FromMinutes(15), SweepOrphans.RunAsync);
        builder.AddLinks();
        builder.AddUploads();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var storage = routes.MapServiceGroup<StorageService>("/storage");

        storage.MapGet("/usage", ReadUsage.HandleAsync).Needs(Permissions.StorageUsage)
            .WithName("getStorageUsage").WithSummary("Documents and bytes of the agency, by class");
        storage.MapGet("/scrub", ReadScrub.HandleAsync).Needs(Permissions.StorageUsage)
            .WithName("getScrubStatus").WithSummary("How far the agency's files are proven whole");
        storage.MapPost("/scrub", ReadScrub.StartAsync).Needs(Permissions.StorageManage).Idempotent()
            .WithName("startScrub").WithSummary("Has all of the agency's files read again");
        storage.MapGet("/replication", ReadReplication.HandleAsync).Needs(Permissions.StorageUsage)
            .WithName("getReplicationStatus").WithSummary("How far the agency's files have a second copy");
        storage.MapGet("/orphans", ReadOrphans.HandleAsync).Needs(Permissions.StorageManage)
            .WithName("getOrphanReport").WithSummary("Stored objects that belong to no document");
        storage.MapLinks();
        routes.MapUploads();
    }
}
