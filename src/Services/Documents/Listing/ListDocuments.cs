using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Documents;

internal static class ListDocuments
{
    public static Task<Results<Ok<Page<DocumentItem>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] DocumentFilter filter, DocumentsDb db, Cursors cursors, Caller caller, CancellationToken ct) =>
        ListAsync(db.AllowStale().Documents.Where(document => document.DeletedAt == null), filter, cursors, caller, ct);

    /// <summary>Last deleted first; each says when it goes for good.</summary>
    public static async Task<Results<Ok<Page<DocumentItem>>, ProblemHttpResult>> TrashAsync(
        [AsParameters] DocumentFilter filter,
        DocumentsDb db,
        Cursors cursors,
        Caller caller,
        IOptions<DocumentsOptions> options,
        CancellationToken ct)
    {
        var answer = await ListAsync(
            db.AllowStale().Documents.Where(document => document.DeletedAt != null),
            filter with { Sort = filter.Sort ?? DocumentSort.LastDeleted },
            cursors,
            caller,
            ct);
        return answer.Result is Ok<Page<DocumentItem>> { Value: { } page }
            ? TypedResults.Ok(page with { Items = [.. page.Items.Select(WithEnd)] })
            : answer;

        DocumentItem WithEnd(DocumentItem item) =>
            item with { RemovedAfter = item.DeletedAt?.AddDays(options.Value.TrashDays) };
    }

    /// <summary>A query's documents as the items of a list.</summary>
    public static IQueryable<DocumentItem> Items(this IQueryable<Document> documents) =>
        documents.Select(document => new DocumentItem(
            document.Id, document.Name, document.MediaType, document.Size, document.Status, document.StatusReason,
            document.Version, document.PageCount, document.TransactionId,
            document.TagList.Split('\n', StringSplitOptions.RemoveEmptyEntries), document.ClassCode,
            document.ClassConfidence, document.CreatedAt, new PersonRef(document.OwnerId, document.OwnerName),
            document.DeletedAt, null));

    private static async Task<Results<Ok<Page<DocumentItem>>, ProblemHttpResult>> ListAsync(
        IQueryable<Document> documents, DocumentFilter filter, Cursors cursors, Caller caller, CancellationToken ct)
    {
        if ((cursors.Read<ListPosition>(filter.Limit, filter.Cursor, out var take, out var position) ?? filter.Check(position))
            is { } failure)
        {
            return failure.ToProblem();
        }

        var sort = DocumentSort.Of(filter.Sort)!;
        var found = await sort.Apply(filter.Apply(documents.VisibleTo(caller).AsNoTracking()), position)
            .Take(take + 1).Items().ToListAsync(ct);
        var items = found.Count > take ? found[..take] : found;
        var next = found.Count > take ? cursors.Seal(sort.Position(items[^1])) : null;
        return TypedResults.Ok(new Page<DocumentItem>(items, next));
    }
}

/// <summary>Where a list goes on: after this value, and after this id among equal ones.</summary>
internal sealed record ListPosition(string Sort, string? Text, long? Number, Guid Id);
