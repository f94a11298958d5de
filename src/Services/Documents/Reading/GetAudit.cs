using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>Who did what with a document, the latest first.</summary>
internal static class GetAudit
{
    public static async Task<Results<Ok<Page<AuditEntryDto>>, ProblemHttpResult>> HandleAsync(
        Guid id, int? limit, string? cursor, DocumentsDb db, Cursors cursors, Caller caller, CancellationToken ct)
    {
        if (cursors.Read<AuditPosition>(limit, cursor, out var take, out var position) is { } failure)
        {
            return failure.ToProblem();
        }

        if (await db.FindVisibleAsync(id, caller, ct) is null)
        {
            return Failure.NotFound("document", id).ToProblem();
        }

        var entries = db.Journal.AsNoTracking().Where(entry => entry.ResourceId == id);
        if (position is not null)
        {
            entries = entries.Where(entry => entry.Id < position.Before);
        }

        var found = await entries.OrderByDescending(entry => entry.Id).Take(take + 1).ToListAsync(ct);
        var items = found.Take(take).Select(entry => new AuditEntryDto(
            entry.Id, entry.At, entry.Actor, entry.OnBehalfOf, entry.Action, entry.Outcome, entry.Details, null, null)).ToList();
        return TypedResults.Ok(new Page<AuditEntryDto>(
            items, found.Count > take ? cursors.Seal(new AuditPosition(items[^1].Id)) : null));
    }

    private sealed record AuditPosition(Guid Before);
}
