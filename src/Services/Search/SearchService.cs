using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Search.Handlers;
using DigitalDocs.Search.Recent;
using DigitalDocs.Search.Searching;
using DigitalDocs.Search.Suggesting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Search;

/// <summary>The document index, suggestions and recent searches.</summary>
public sealed class SearchService : IService
{
    /// <summary>Events of different documents that are handled at once: together they are one write.</summary>
    private const int Parallelism = 8;

    public static string Name => "search";

    public static void Register(IHostApplicationBuilder builder)
    {
        builder.AddServiceDb<SearchDb>();
        builder.AddCheckedOptions<SearchOptions>(SearchOptions.Section);
        builder.Services.AddSingleton(CreateIndex);
        builder.Services.AddSingleton<DocumentIndexing>();
        builder.Services.AddScoped<SearchAnswers>();
        builder.Services.AddSingleton<RecentSearches>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RecentSearches>());
        builder.AddEventHandler<DocumentUploaded, WhenDocumentUploaded>(Parallelism);
        builder.AddEventHandler<DocumentVersionAdded, WhenDocumentVersionAdded>(Parallelism);
        builder.AddEventHandler<DocumentAvailable, WhenDocumentAvailable>(Parallelism);
        builder.AddEventHandler<DocumentMetadataChanged, WhenDocumentMetadataChanged>(Parallelism);
        builder.AddEventHandler<DocumentQuarantined, WhenDocumentQuarantined>(Parallelism);
        builder.AddEventHandler<DocumentDeleted, WhenDocumentDeleted>(Parallelism);
        builder.AddEventHandler<TransactionChanged, WhenTransactionChanged>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var search = routes.MapServiceGroup<SearchService>("/search");
        search.MapGet("/documents", SearchDocuments.HandleAsync).Needs(Permissions.SearchUse)
            .WithName("searchDocuments").WithSummary("Finds documents by their words, with facets and the pages of the hits.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        search.MapPost("/advanced", SearchAdvanced.HandleAsync).Needs(Permissions.SearchUse)
            .WithName("searchAdvanced").WithSummary("Finds documents by a typed query tree.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        search.MapGet("/suggestions", SuggestSearches.HandleAsync).Needs(Permissions.SearchUse)
            .WithName("suggestSearches").WithSummary("Goes on with what was typed: words, names, addresses, own searches.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        search.MapGet("/recent", ListRecentSearches.HandleAsync).Needs(Permissions.SearchUse)
            .WithName("listRecentSearches").WithSummary("The caller's own last searches, newest first.");
    }

    private static EmbeddedSearchIndex CreateIndex(IServiceProvider services) => new(
        Path.Combine(services.GetRequiredService<IOptions<DataOptions>>().Value.Folder, "search-index.db"),
        TimeSpan.FromMilliseconds(services.GetRequiredService<IOptions<SearchOptions>>().Value.CutOffMilliseconds),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILoggerFactory>());
}
