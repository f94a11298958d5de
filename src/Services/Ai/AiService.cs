using DigitalDocs.Ai.Claude;
using DigitalDocs.Ai.Local;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Jobs;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Resilience;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Ai;

/// <summary>Says what documents are and what stands in them: everything that asks a model goes through here.</summary>
public sealed class AiService : IService
{
    public static string Name => "ai";

    public static void Register(IHostApplicationBuilder builder)
    {
        builder.AddServiceDb<AiDb>();
        builder.AddBlobStore();
        builder.AddServiceClient<DocumentsClient>(DocumentsClient.Target);
        builder.AddServiceClient<FileReading>(FileReading.Target);
        builder.AddEventHandler<OcrCompleted, WhenOcrCompleted>();
        builder.AddJobs<AiDb, AnalysisJob, AnalyseDocument>(services =>
            (services.GetRequiredService<IOptions<AiOptions>>().Value.Documents, TimeSpan.FromMinutes(1)));
        builder.Services.AddScoped<Sources>();
        builder.Services.AddScoped<Analyst>();
        builder.Services.AddSingleton<LocalDocumentAi>();

        var ai = builder.AddCheckedOptions<AiOptions>(AiOptions.Section);
        var claude = builder.AddCheckedOptions<ClaudeOptions>(ClaudeOptions.Section);
        var key = string.IsNullOrWhiteSpace(claude.ApiKey) ? builder.Configuration["ANTHROPIC_API_KEY"] : claude.ApiKey;
        if (ai.Provider == AiOptions.Claude || (ai.Provider == AiOptions.Auto && !string.IsNullOrWhiteSpace(key)))
        {
            builder.Services.AddSingleton(services => new ClaudeDocumentAi(claude, key, services.GetRequiredService<TimeProvider>()));
            builder.Services.AddSingleton(services => new FirstProvider(services.GetRequiredService<ClaudeDocumentAi>()));
        }
        else
        {
            builder.Services.AddSingleton(services => new FirstProvider(services.GetRequiredService<LocalDocumentAi>()));
        }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var ai = routes.MapServiceGroup<AiService>("/ai");

        Asks(ai.MapPost("/analyze-document", AskDocument.AnalyzeAsync), "analyzeDocument", "Class, fields, summary and parts");
        Asks(ai.MapPost("/extract-data", AskDocument.ExtractAsync), "extractData", "The fields of the document's class");
        Asks(ai.MapPost("/categorize", AskDocument.CategorizeAsync), "categorizeDocument", "What kind of document it is");
        Asks(ai.MapPost("/summarize", AskDocument.SummarizeAsync), "summarizeDocument", "A paragraph of what stands in it");
        ai.MapGet("/taxonomy", Taxonomy.Handle).Needs(Permissions.SignedIn)
            .WithName("getTaxonomy").WithSummary("Classes, and the fields that are read of each");
        ai.MapGet("/ledger", ListCalls.HandleAsync).Needs(Permissions.AiLedger)
            .WithName("listAiCalls").WithSummary("Every question and who answered it, newest first");
    }

    private static void Asks(RouteHandlerBuilder route, string name, string summary) => route
        .Needs(Permissions.AiUse)
        .Idempotent()
        .DisableAntiforgery()
        .Accepts<AskAi>("application/json", "multipart/form-data")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithName(name)
        .WithSummary(summary);
}
