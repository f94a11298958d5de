using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Documents;

/// <summary>Gives a member leave to see a document, or makes a link for whoever gets it.</summary>
internal static class ShareDocument
{
    public static async Task<Results<Created<ShareDto>, ProblemHttpResult>> HandleAsync(
        Guid id, ShareRequest request, HttpContext context, ShareDesk desk, IOptions<EdgeOptions> edge, CancellationToken ct)
    {
        var (failure, document) = await desk.FindDocumentAsync(id, ct);
        if (document is null)
        {
            return failure!.ToProblem();
        }

        if ((ShareRules.Check(request, desk.Now) ?? desk.MayPassOn(document, request.Permissions)) is { } refused)
        {
            return refused.ToProblem();
        }

        string? member = null;
        if (request.With.Kind == Share.Member && (member = await desk.NameOfAsync(request.With.Id!.Value, ct)) is null)
        {
            return Failure.Invalid("with.id", "There is no such member in this agency.").ToProblem();
        }

        var slug = request.With.Kind == Share.Link ? SecretToken.CreateShort() : null;
        var share = Make(document, request, member, slug, desk);
        await desk.SaveAsync(share, "document.shared", ct);
        var url = slug is null ? null : $"{PublicAddress(edge.Value, context.Request)}/s/{slug}";
        return TypedResults.Created($"{Routes.Base}/documents/{id}/shares/{share.Id}", ShareDesk.ToDto(share, url));
    }

    private static Share Make(Document document, ShareRequest request, string? member, string? slug, ShareDesk desk) => new()
    {
        Id = Guid.CreateVersion7(desk.Now),
        AgencyId = document.AgencyId,
        DocumentId = document.Id,
        Kind = request.With.Kind,
        MemberId = request.With.Kind == Share.Member ? request.With.Id : null,
        MemberName = member,
        SlugHash = slug is null ? null : SecretToken.Hash(slug),
        CanDownload = request.Permissions.Contains(Share.Download),
        Message = request.Message,
        PasswordHash = request.Password is { } password ? SharePassword.Hash(password) : null,
        CreatedAt = desk.Now,
        CreatedBy = desk.By.Id,
        CreatedByName = desk.By.Name,
        ExpiresAt = request.ExpiresAt,
        MaxOpens = request.MaxOpens,
    };

    private static string PublicAddress(EdgeOptions edge, HttpRequest request) =>
        edge.PublicUrl is { Length: > 0 } address ? address.TrimEnd('/') : $"{request.Scheme}://{request.Host}";
}
