using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

internal static class ReadTransactions
{
    private const int MostDocuments = 1000;

    public static async Task<Results<Ok<TransactionDto>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext context, TransactionDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } transaction)
        {
            return Failure.NotFound("transaction", id).ToProblem();
        }

        Etag.Set(context, transaction.Revision);
        return TypedResults.Ok(await desk.ToDtoAsync(transaction, ct));
    }

    /// <summary>The closing file with those of its documents that the caller may see.</summary>
    public static async Task<Results<Ok<TransactionFileDto>, ProblemHttpResult>> FileAsync(
        Guid id, HttpContext context, TransactionDesk desk, DocumentsDb db, Caller caller, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } transaction)
        {
            return Failure.NotFound("transaction", id).ToProblem();
        }

        var documents = await db.Documents.AsNoTracking().VisibleTo(caller)
            .Where(document => document.TransactionId == id && document.DeletedAt == null)
            .OrderByDescending(document => document.Id).Take(MostDocuments).Items().ToListAsync(ct);
        Etag.Set(context, transaction.Revision);
        return TypedResults.Ok(new TransactionFileDto(await desk.ToDtoAsync(transaction, ct), documents));
    }

    public static async Task<Results<Ok<Page<TransactionDto>>, ProblemHttpResult>> ListAsync(
        string? state, string? q, int? limit, string? cursor, TransactionDesk desk, DocumentsDb db, Cursors cursors,
        Caller caller, CancellationToken ct)
    {
        if (cursors.Read<TransactionPosition>(limit, cursor, out var take, out var position) is { } failure)
        {
            return failure.ToProblem();
        }

        var transactions = db.AllowStale().Transactions.AsNoTracking().VisibleTo(db, caller);
        if (state is { Length: > 0 })
        {
            transactions = transactions.Where(transaction => transaction.State == state);
        }

        if (q is { Length: > 0 })
        {
            var part = q.ToLowerInvariant();
            transactions = transactions.Where(transaction => transaction.NameKey.Contains(part));
        }

        if (position is not null)
        {
            transactions = transactions.Where(transaction => transaction.Id < position.Before);
        }

        var found = await transactions.OrderByDescending(transaction => transaction.Id).Take(take + 1).ToListAsync(ct);
        var items = await desk.ToDtosAsync(found.Count > take ? found[..take] : found, ct);
        return TypedResults.Ok(new Page<TransactionDto>(
            items, found.Count > take ? cursors.Seal(new TransactionPosition(items[^1].Id)) : null));
    }

    private sealed record TransactionPosition(Guid Before);
}
