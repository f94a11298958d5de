using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Links;

/// <summary>Makes a link for downloading one version of a document.</summary>
internal sealed class MakeLink(
    StorageDb db, DocumentsAsPerson documents, OpaqueToken tokens, Caller caller, TimeProvider clock,
    IOptions<LinksOptions> options, IOptions<EdgeOptions> edge)
{
    private const int AnHour = 3600;

    public static Task<Results<Created<DirectLinkDto>, ProblemHttpResult>> HandleAsync(
        DirectLinkRequest request, HttpContext context, MakeLink operation, CancellationToken ct) =>
        operation.RunAsync(request, context, ct);

    private async Task<Results<Created<DirectLinkDto>, ProblemHttpResult>> RunAsync(
        DirectLinkRequest request, HttpContext context, CancellationToken ct)
    {
        var longest = options.Value.Longest;
        var seconds = request.Seconds ?? Math.Min(AnHour, (int)longest.TotalSeconds);
        if (seconds < 1 || seconds > longest.TotalSeconds)
        {
            return Failure.Invalid("seconds", $"1 to {longest.TotalSeconds:0}.").ToProblem();
        }

        var (failure, version) = await documents.FindAsync(context, request.DocumentId, request.Version, ct);
        if (version is null)
        {
            return failure!.ToProblem();
        }

        var now = clock.GetUtcNow();
        var link = new DirectLink
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = caller.AgencyId,
            DocumentId = request.DocumentId,
            Version = version.Number,
            Name = version.Name,
            MediaType = version.MediaType,
            Size = version.Size,
            Sha256 = version.Sha256,
            CreatedBy = caller.UserId,
            CreatedAt = now,
            ExpiresAt = now + TimeSpan.FromSeconds(seconds),
        };
        db.Links.Add(link);
        db.Record("document.link-made", "document", link.DocumentId, details: $"link:{link.Id} version:{link.Version}");
        await db.SaveChangesAsync(ct);
        var path = $"{Routes.Base}/storage/links/{link.Id}";
        return TypedResults.Created(path, link.ToDto($"{Root(context.Request)}{path}/content?key={LinkKey.Of(link).Seal(tokens)}"));
    }

    private string Root(HttpRequest request) =>
        edge.Value.PublicUrl is { Length: > 0 } address ? address.TrimEnd('/') : $"{request.Scheme}://{request.Host}";
}
