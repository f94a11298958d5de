using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Leases;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Resilience;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Documents;

/// <summary>Documents, their versions, shares and closing files.</summary>
public sealed class DocumentsService : IService
{
    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    public static string Name => "documents";

    public static void Register(IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<DocumentsOptions>(DocumentsOptions.Section);
        builder.AddServiceDb<DocumentsDb>();
        builder.AddBlobStore();
        builder.Services.AddScoped<DocumentIntake>();
        builder.Services.AddScoped<VersionIntake>();
        builder.Services.AddScoped<PagePicture>();
        builder.Services.AddScoped<TransactionDesk>();
        builder.Services.AddScoped<ShareDesk>();
        builder.Services.AddScoped<ShareVisit>();
        builder.AddServiceClient<OcrClient>(OcrClient.Target);
        builder.AddServiceClient<UsersClient>(UsersClient.Target);
        builder.AddPeriodicJob("documents.resend-lost", TimeSpan.FromMinutes(1), ResendLost.RunAsync);
        builder.AddPeriodicJob("documents.purge-trash", TimeSpan.FromHours(1), PurgeTrash.RunAsync);
        builder.AddEventHandler<OcrCompleted, WhenOcrCompleted>();
        builder.AddEventHandler<OcrProgressed, WhenOcrProgressed>();
        builder.AddEventHandler<AiAnalysisComplete, WhenAiAnalysisComplete>();
        builder.AddEventHandler<ContentDamaged, WhenContentDamaged>();
        builder.AddEventHandler<UploadReceived, WhenUploadReceived>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var documents = routes.MapServiceGroup<DocumentsService>("/documents");
        MapDocuments(documents);
        MapReading(documents);
        MapEditing(documents);
        MapSharing(routes, documents);
        MapTransactions(routes, documents);

        var trash = routes.MapServiceGroup<DocumentsService>("/trash");
        trash.MapGet("/", ListDocuments.TrashAsync).Needs(Permissions.DocumentsView)
            .WithName("listTrash").WithSummary("Documents in the trash");
    }

    private static void MapSharing(IEndpointRouteBuilder routes, RouteGroupBuilder documents)
    {
        documents.MapPost("/{id:guid}/share", ShareDocument.HandleAsync).Needs(Permissions.DocumentsShare).Idempotent()
            .WithName("shareDocument").WithSummary("Shares a document with a member or by a link");
        documents.MapGet("/{id:guid}/shares", ManageShares.ListAsync).Needs(Permissions.DocumentsShare)
            .WithName("listShares").WithSummary("The shares of a document");
        documents.MapPatch("/{id:guid}/shares/{shareId:guid}", ManageShares.ChangeAsync).Needs(Permissions.DocumentsShare)
            .WithName("changeShare").WithSummary("Changes a share");
        documents.MapDelete("/{id:guid}/shares/{shareId:guid}", ManageShares.RevokeAsync).Needs(Permissions.DocumentsShare)
            .WithName("revokeShare").WithSummary("Revokes a share at once");

        var pages = routes.MapGroup("/s/{slug}").AllowAnonymous().WithMetadata(new ServiceOwner(Name)).ExcludeFromDescription();
        pages.MapGet("/", SharePage.ShowAsync);
        pages.MapPost("/", SharePage.UnlockAsync);
        pages.MapMethods("/content", GetAndHead, SharePage.ContentAsync);
        pages.MapGet("/pages/{page:int}.png", SharePage.PictureAsync);
    }

    private static void MapTransactions(IEndpointRouteBuilder routes, RouteGroupBuilder documents)
    {
        documents.MapGet("/transactions/{id:guid}", ReadTransactions.FileAsync).Needs(Permissions.TransactionsView)
            .WithName("getClosingFile").WithSummary("A closing file with its documents");
        var transactions = routes.MapServiceGroup<DocumentsService>("/transactions");
        transactions.MapGet("/", ReadTransactions.ListAsync).Needs(Permissions.TransactionsView)
            .WithName("listTransactions").WithSummary("Closing files that the caller may see");
        transactions.MapPost("/", CreateTransaction.HandleAsync).Needs(Permissions.TransactionsEdit).Idempotent()
            .WithName("createTransaction").WithSummary("Opens a closing file");
        transactions.MapGet("/{id:guid}", ReadTransactions.GetAsync).Needs(Permissions.TransactionsView)
            .WithName("getTransaction").WithSummary("A closing file");
        transactions.MapPut("/{id:guid}", ChangeTransaction.PutAsync).Needs(Permissions.TransactionsEdit)
            .WithName("updateTransaction").WithSummary("Replaces what a closing file says");
        transactions.MapDelete("/{id:guid}", ChangeTransaction.DeleteAsync).Needs(Permissions.TransactionsEdit)
            .WithName("deleteTransaction").WithSummary("Removes an empty closing file");
        transactions.MapPost("/{id:guid}/parties", ChangePeople.AddPartyAsync).Needs(Permissions.TransactionsEdit).Idempotent()
            .WithName("addParty").WithSummary("Adds a party");
        transactions.MapDelete("/{id:guid}/parties/{partyId:guid}", ChangePeople.RemovePartyAsync)
            .Needs(Permissions.TransactionsEdit)
            .WithName("removeParty").WithSummary("Removes a party");
        transactions.MapPut("/{id:guid}/members/{userId:guid}", ChangePeople.AddMemberAsync).Needs(Permissions.TransactionsEdit)
            .WithName("addTransactionMember").WithSummary("Lets a colleague work in the closing file");
        transactions.MapDelete("/{id:guid}/members/{userId:guid}", ChangePeople.RemoveMemberAsync)
            .Needs(Permissions.TransactionsEdit)
            .WithName("removeTransactionMember").WithSummary("Takes a colleague out of the closing file");
    }

    private static void MapDocuments(RouteGroupBuilder documents)
    {
        documents.MapPost("/upload", UploadDocument.HandleAsync).Needs(Permissions.DocumentsCreate).Idempotent()
            .WithName("uploadDocuments").WithSummary("Takes in one or many files");
        documents.MapPost("/upload/direct/{id:guid}", AdoptUpload.HandleAsync).Needs(Permissions.DocumentsCreate).Idempotent()
            .WithName("completeDirectUpload").WithSummary("Makes a document of a file that was sent to the bucket directly");
        documents.MapPost("/upload/check", CheckUpload.HandleAsync).Needs(Permissions.DocumentsCreate)
            .WithName("checkUpload").WithSummary("Says whether a file would be taken, and whether it is here already");
        documents.MapGet("/", ListDocuments.HandleAsync).Needs(Permissions.DocumentsView)
            .WithName("listDocuments").WithSummary("Documents that the caller may see");
        documents.MapGet("/{id:guid}", GetDocument.HandleAsync).Needs(Permissions.DocumentsView)
            .WithName("getDocument").WithSummary("A document with everything known of its current version");
        documents.MapGet("/{id:guid}/state", GetState.HandleAsync).Needs(Permissions.Internal)
            .WithName("getDocumentState").WithSummary("The document as events carry it").ExcludeFromDescription();
        documents.MapGet("/{id:guid}/exists", GetExistence.HandleAsync).Needs(Permissions.Internal)
            .WithName("getDocumentExistence").WithSummary("Whether there is such a document").ExcludeFromDescription();
    }

    private static void MapReading(RouteGroupBuilder documents)
    {
        documents.MapMethods("/{id:guid}/content", GetAndHead, GetContent.HandleAsync).Needs(Permissions.DocumentsDownload)
            .WithName("getDocumentContent").WithSummary("The original, byte for byte");
        documents.MapMethods("/{id:guid}/versions/{number:int}/content", GetAndHead, GetContent.OfVersionAsync)
            .Needs(Permissions.DocumentsDownload)
            .WithName("getVersionContent").WithSummary("The original of a version");
        documents.MapGet("/{id:guid}/text", GetText.PlainAsync).Needs(Permissions.DocumentsView)
            .WithName("getDocumentText").WithSummary("The text, pages parted by form feeds");
        documents.MapGet("/{id:guid}/words", GetText.WordsAsync).Needs(Permissions.DocumentsView)
            .WithName("getPageWords").WithSummary("The words of a page with their places");
        documents.MapGet("/{id:guid}/pages/{page:int}.png", GetPage.HandleAsync).Needs(Permissions.DocumentsView)
            .WithName("getPagePicture").WithSummary("The picture of a page");
        documents.MapGet("/{id:guid}/thumbnail", GetPage.ThumbnailAsync).Needs(Permissions.DocumentsView)
            .WithName("getThumbnail").WithSummary("A small picture of the first page");
    }

    private static void MapEditing(RouteGroupBuilder documents)
    {
        documents.MapPut("/{id:guid}/metadata", UpdateMetadata.HandleAsync).Needs(Permissions.DocumentsEdit)
            .WithName("updateMetadata").WithSummary("Changes name, class, tags, fields or closing file");
        documents.MapPost("/{id:guid}/versions", AddVersion.HandleAsync).Needs(Permissions.DocumentsEdit).Idempotent()
            .WithName("addVersion").WithSummary("Adds a further version");
        documents.MapGet("/{id:guid}/versions", ListVersions.HandleAsync).Needs(Permissions.DocumentsView)
            .WithName("listVersions").WithSummary("The versions of a document, the latest first");
        documents.MapPost("/{id:guid}/retry", RetryDocument.HandleAsync).Needs(Permissions.DocumentsEdit).Idempotent()
            .WithName("retryDocument").WithSummary("Sends a document that needs attention to be read again");
        documents.MapDelete("/{id:guid}", TrashDocument.DeleteAsync).Needs(Permissions.DocumentsDelete)
            .WithName("deleteDocument").WithSummary("Puts a document into the trash");
        documents.MapPost("/{id:guid}/restore", TrashDocument.RestoreAsync).Needs(Permissions.DocumentsDelete)
            .WithName("restoreDocument").WithSummary("Takes a document out of the trash");
        documents.MapGet("/{id:guid}/audit", GetAudit.HandleAsync).Needs(Permissions.DocumentsView)
            .WithName("getDocumentAudit").WithSummary("Who did what with a document");
    }
}
