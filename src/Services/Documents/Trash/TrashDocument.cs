using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Documents;

/// <summary>Puts a document into the trash, and takes it out again.</summary>
internal static class TrashDocument
{
    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, HttpContext context, DocumentsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindVisibleAsync(id, caller, ct) is not { } document)
        {
            return Failure.NotFound("document", id).ToProblem();
        }

        if (!caller.May(Permissions.DocumentsDelete, document))
        {
            return (await db.DenyAsync(document, Permissions.DocumentsDelete, ct)).ToProblem();
        }

        if (Etag.CheckIfMatch(context, document.Revision) is { } failure)
        {
            return failure.ToProblem();
        }

        document.Delete(clock.GetUtcNow());
        db.Record("document.deleted", "document", id);
        db.Publish(new DocumentDeleted(id, document.AgencyId, document.Revision));
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    public static async Task<Results<Ok<DocumentDto>, ProblemHttpResult>> RestoreAsync(
        Guid id, DocumentsDb db, Caller caller, TimeProvider clock, IOptions<DocumentsOptions> options, CancellationToken ct)
    {
        // What is over its time is being purged, perhaps at this moment.
        if (await db.FindInTrashAsync(id, caller, ct) is not { } document
            || document.DeletedAt < options.Value.TrashEnds(clock.GetUtcNow()))
        {
            return Failure.NotFound("document", id).ToProblem();
        }

        if (!caller.May(Permissions.DocumentsDelete, document))
        {
            return (await db.DenyAsync(document, Permissions.DocumentsDelete, ct)).ToProblem();
        }

        document.Restore();
        db.Record("document.restored", "document", id);
        db.Publish(new DocumentMetadataChanged(id, document.AgencyId, await db.StateOfAsync(document, ct)));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(document.ToDto(caller));
    }
}
