using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Storage.Links;

/// <summary>The links somebody made; who sees all records sees and revokes those of others too.</summary>
internal static class ManageLinks
{
    private const int Most = 200;

    public static async Task<Ok<Page<DirectLinkDto>>> ListAsync(
        Guid? documentId, StorageDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var links = await Visible(db, caller)
            .Where(link => link.RevokedAt == null && link.ExpiresAt > now && (documentId == null || link.DocumentId == documentId))
            .OrderByDescending(link => link.Id).Take(Most).ToListAsync(ct);
        return TypedResults.Ok(new Page<DirectLinkDto>([.. links.Select(link => link.ToDto(null))], null));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id, StorageDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (await Visible(db, caller).FirstOrDefaultAsync(link => link.Id == id, ct) is not { } link)
        {
            return Failure.NotFound("link", id).ToProblem();
        }

        if (link.RevokedAt is null)
        {
            link.RevokedAt = clock.GetUtcNow();
            db.Record("document.link-revoked", "document", link.DocumentId, details: $"link:{link.Id}");
            await db.SaveChangesAsync(ct);
        }

        return TypedResults.NoContent();
    }

    private static IQueryable<DirectLink> Visible(StorageDb db, Caller caller)
    {
        var user = caller.UserId;
        return caller.May(Permissions.RecordsAll) ? db.Links : db.Links.Where(link => link.CreatedBy == user);
    }
}
