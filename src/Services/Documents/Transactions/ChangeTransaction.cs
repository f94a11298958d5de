using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>Replaces what a closing file says, or removes an empty one.</summary>
internal static class ChangeTransaction
{
    public static async Task<Results<Ok<TransactionDto>, ProblemHttpResult>> PutAsync(
        Guid id, TransactionRequest request, HttpContext context, TransactionDesk desk, CancellationToken ct)
    {
        if (TransactionRules.Check(request) is { } invalid)
        {
            return invalid.ToProblem();
        }

        if (await desk.FindAsync(id, ct) is not { } transaction)
        {
            return Failure.NotFound("transaction", id).ToProblem();
        }

        if (Etag.CheckIfMatch(context, transaction.Revision) is { } stale)
        {
            return stale.ToProblem();
        }

        transaction.Name = request.Name;
        transaction.FileNumber = request.FileNumber;
        transaction.Type = request.Type;
        transaction.State = request.State ?? transaction.State;
        transaction.Property = request.Property;
        transaction.ClosingDate = request.ClosingDate;
        transaction.Revision++;
        await desk.SetPartiesAsync(transaction, request.Parties ?? [], ct);
        if ((await desk.SetMembersAsync(transaction, request.MemberIds ?? [], ct)
            ?? await desk.SaveAsync(transaction, "transaction.edited", ct)) is { } failure)
        {
            return failure.ToProblem();
        }

        Etag.Set(context, transaction.Revision);
        return TypedResults.Ok(await desk.ToDtoAsync(transaction, ct));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, HttpContext context, TransactionDesk desk, DocumentsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } transaction)
        {
            return Failure.NotFound("transaction", id).ToProblem();
        }

        if (Etag.CheckIfMatch(context, transaction.Revision) is { } stale)
        {
            return stale.ToProblem();
        }

        // Also those that the caller cannot see, and those in the trash: they would come back into nothing.
        if (await db.Documents.AnyAsync(document => document.TransactionId == id, ct))
        {
            return new Failure("not_empty", 409, "Documents belong to this closing file. Move or delete them first.").ToProblem();
        }

        transaction.DeletedAt = clock.GetUtcNow();
        transaction.Revision++;
        return await desk.SaveAsync(transaction, "transaction.deleted", ct) is { } failure
            ? failure.ToProblem()
            : TypedResults.NoContent();
    }
}
