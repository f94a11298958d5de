using DigitalDocs.Contracts.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>
/// Whether a document exists at all. A "no" is said in words: whoever removes bytes because of it must not take the 404 of
/// a wrong address for one.
/// </summary>
internal static class GetExistence
{
    public static async Task<Ok<DocumentExistence>> HandleAsync(Guid id, DocumentsDb db, CancellationToken ct) =>
        TypedResults.Ok(new DocumentExistence(await db.Documents.AnyAsync(document => document.Id == id, ct)));
}
