using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>Sends a document whose processing failed to be read once more.</summary>
internal static class RetryDocument
{
    public static async Task<Results<Accepted<DocumentDto>, ProblemHttpResult>> HandleAsync(
        Guid id, DocumentsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindVisibleAsync(id, caller, ct) is not { } document)
        {
            return Failure.NotFound("document", id).ToProblem();
        }

        if (!caller.May(Permissions.DocumentsEdit, document))
        {
            return (await db.DenyAsync(document, Permissions.DocumentsEdit, ct)).ToProblem();
        }

        if (document.Status != DocumentStatus.Attention)
        {
            return new Failure("not_failed", 409, $"Only a document that needs attention is sent again; this is {document.Status}.")
                .ToProblem();
        }

        document.Retry(byPerson: true, clock.GetUtcNow());
        db.Record("document.retried", "document", id);
        db.PublishArrival(document, await db.StateOfAsync(document, ct));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Failure.PreconditionFailed().ToProblem();
        }

        return TypedResults.Accepted($"{Routes.Base}/documents/{id}", document.ToDto(caller));
    }
}
