using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>The document as events carry it, for other services.</summary>
internal static class GetState
{
    public static async Task<Results<Ok<DocumentState>, ProblemHttpResult>> HandleAsync(
        Guid id, DocumentsDb db, CancellationToken ct) =>
        await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.DeletedAt == null, ct) is { } document
            ? TypedResults.Ok(await db.StateOfAsync(document, ct))
            : Failure.NotFound("document", id).ToProblem();
}
