using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Documents;

internal static class GetDocument
{
    public static async Task<Results<Ok<DocumentDto>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext context, DocumentsDb db, Caller caller, CancellationToken ct)
    {
        if (await db.FindVisibleAsync(id, caller, ct) is not { } document)
        {
            return Failure.NotFound("document", id).ToProblem();
        }

        db.Record("document.viewed", "document", id);
        await db.SaveChangesAsync(ct);
        Etag.Set(context, document.Revision);
        return TypedResults.Ok(document.ToDto(caller));
    }

    public static DocumentDto ToDto(this Document document, Caller caller) => new(
        document.Id,
        document.Name,
        document.MediaType,
        document.Size,
        document.Sha256,
        document.Status,
        document.StatusReason,
        document.Version,
        document.PageCount,
        document.TransactionId,
        document.Tags,
        document.Class,
        document.Summary,
        document.Fields,
        document.Parts,
        document.CreatedAt,
        new PersonRef(document.OwnerId, document.OwnerName),
        caller.PermissionsOn(document));
}
