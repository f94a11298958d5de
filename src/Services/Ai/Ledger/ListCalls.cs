using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Ai;

internal static class ListCalls
{
    public static async Task<Results<Ok<Page<AiCallDto>>, ProblemHttpResult>> HandleAsync(
        int? limit, string? cursor, Guid? documentId, AiDb db, Cursors cursors, CancellationToken ct)
    {
        if (cursors.Read<Position>(limit, cursor, out var take, out var position) is { } failure)
        {
            return failure.ToProblem();
        }

        var calls = db.AllowStale().Calls.AsNoTracking().OrderByDescending(call => call.Id).AsQueryable();
        if (documentId is { } document)
        {
            calls = calls.Where(call => call.DocumentId == document);
        }

        if (position is not null)
        {
            calls = calls.Where(call => call.Id.CompareTo(position.Id) < 0);
        }

        var found = await calls.Take(take + 1).ToListAsync(ct);
        var items = found.Take(take).Select(call => call.ToDto()).ToList();
        return TypedResults.Ok(new Page<AiCallDto>(items, found.Count > take ? cursors.Seal(new Position(items[^1].Id)) : null));
    }

    private sealed record Position(Guid Id);
}
