using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Documents;

internal static class CreateTransaction
{
    public static async Task<Results<Created<TransactionDto>, ProblemHttpResult>> HandleAsync(
        TransactionRequest request, HttpContext context, TransactionDesk desk, DocumentsDb db, Caller caller,
        TimeProvider clock, CancellationToken ct)
    {
        if (TransactionRules.Check(request) is { } invalid)
        {
            return invalid.ToProblem();
        }

        var now = clock.GetUtcNow();
        var transaction = new Transaction
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = caller.AgencyId,
            Name = request.Name,
            FileNumber = request.FileNumber,
            Type = request.Type,
            State = request.State ?? "open",
            Property = request.Property,
            ClosingDate = request.ClosingDate,
            CreatedAt = now,
            CreatedBy = caller.UserId,
            CreatedByName = caller.Name,
        };
        db.Transactions.Add(transaction);
        await desk.SetPartiesAsync(transaction, request.Parties ?? [], ct);
        if ((await desk.SetMembersAsync(transaction, request.MemberIds ?? [], ct)
            ?? await desk.SaveAsync(transaction, "transaction.created", ct)) is { } failure)
        {
            return failure.ToProblem();
        }

        Etag.Set(context, transaction.Revision);
        return TypedResults.Created(
            $"{Routes.Base}/transactions/{transaction.Id}", await desk.ToDtoAsync(transaction, ct));
    }
}
