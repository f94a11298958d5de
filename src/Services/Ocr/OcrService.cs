using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Jobs;
using DigitalDocs.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Ocr;

/// <summary>Text and word positions of pages, and their pictures.</summary>
public sealed class OcrService : IService
{
    public static string Name => "ocr";

    public static void Register(IHostApplicationBuilder builder)
    {
        builder.AddServiceDb<OcrDb>();
        builder.AddBlobStore();
        builder.AddCheckedOptions<OcrOptions>(OcrOptions.Section);
        builder.AddEventHandler<DocumentUploaded, WhenDocumentUploaded>();
        builder.AddEventHandler<DocumentVersionAdded, WhenDocumentVersionAdded>();

        var services = builder.Services;
        services.AddSingleton(provider => new WorkerPool(provider.GetRequiredService<IOptions<OcrOptions>>().Value));
        services.AddSingleton<DocumentReading>();
        services.AddSingleton<Originals>();
        services.AddSingleton<PagePictures>();
        services.AddHostedService<WarmUpReaders>();
        builder.AddJobs<OcrDb, OcrJob, ReadJob>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<OcrOptions>>().Value;
            return (options.Documents, options.Lease);
        });
        services.AddHealthChecks().AddCheck<EngineCheck>("ocr");
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var ocr = routes.MapServiceGroup<OcrService>("/ocr");

        ocr.MapPost("/jobs", StartJob.HandleAsync).Needs(Permissions.OcrUse).Idempotent()
            .WithName("startReading").WithSummary("Reads a document's version again");
        ocr.MapGet("/jobs/{id:guid}", GetJob.HandleAsync).Needs(Permissions.OcrUse)
            .WithName("getReading").WithSummary("How far reading is");
        ocr.MapPost("/pages", DrawPageNow.HandleAsync).Needs(Permissions.Internal)
            .WithName("drawPage").WithSummary("Draws a page now; for other services");
    }
}
