using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Documents;

/// <summary>Shows, changes and revokes the shares of a document.</summary>
internal static class ManageShares
{
    public static async Task<Results<Ok<Page<ShareDto>>, ProblemHttpResult>> ListAsync(
        Guid id, ShareDesk desk, CancellationToken ct)
    {
        var (failure, document) = await desk.FindDocumentAsync(id, ct);
        return document is null
            ? failure!.ToProblem()
            : TypedResults.Ok(new Page<ShareDto>(await desk.ListAsync(id, ct), null));
    }

    public static async Task<Results<Ok<ShareDto>, ProblemHttpResult>> ChangeAsync(
        Guid id, Guid shareId, ShareChanges changes, ShareDesk desk, CancellationToken ct)
    {
        var (failure, document) = await desk.FindDocumentAsync(id, ct);
        if (document is null)
        {
            return failure!.ToProblem();
        }

        if (await desk.FindAsync(id, shareId, ct) is not { } share)
        {
            return Failure.NotFound("share", shareId).ToProblem();
        }

        if (share.RevokedAt is not null)
        {
            return new Failure("share_revoked", 409, "A revoked share stays revoked. Make a new one.").ToProblem();
        }

        if ((ShareRules.Check(changes, share, desk.Now) ?? desk.MayPassOn(document, changes.Permissions)) is { } refused)
        {
            return refused.ToProblem();
        }

        Apply(share, changes);
        await desk.SaveAsync(share, "document.share-changed", ct);
        return TypedResults.Ok(ShareDesk.ToDto(share, null));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id, Guid shareId, ShareDesk desk, CancellationToken ct)
    {
        var (failure, document) = await desk.FindDocumentAsync(id, ct);
        if (document is null)
        {
            return failure!.ToProblem();
        }

        if (await desk.FindAsync(id, shareId, ct) is not { } share)
        {
            return Failure.NotFound("share", shareId).ToProblem();
        }

        if (share.RevokedAt is null)
        {
            share.RevokedAt = desk.Now;
            await desk.SaveAsync(share, "document.share-revoked", ct);
        }

        return TypedResults.NoContent();
    }

    private static void Apply(Share share, ShareChanges changes)
    {
        share.CanDownload = changes.Permissions?.Contains(Share.Download) ?? share.CanDownload;
        share.ExpiresAt = changes.ExpiresAt ?? share.ExpiresAt;
        share.MaxOpens = changes.MaxOpens ?? share.MaxOpens;
        share.Message = changes.Message ?? share.Message;
        if (changes.Password is { } password)
        {
            share.PasswordHash = password.Length == 0 ? null : SharePassword.Hash(password);
        }
    }
}
