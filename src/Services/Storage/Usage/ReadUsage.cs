using DigitalDocs.Contracts.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Storage.Usage;

internal static class ReadUsage
{
    public static async Task<Ok<StorageUsageDto>> HandleAsync(StorageDb db, CancellationToken ct)
    {
        var groups = await db.Files.Join(
                db.Documents, f => f.DocumentId, d => d.Id, (f, d) => new { f.DocumentId, f.Size, f.Damage, d.ClassCode, d.Trashed })
            .GroupBy(row => new { row.ClassCode, row.Trashed })
            .Select(g => new
            {
                g.Key.ClassCode,
                g.Key.Trashed,
                Documents = g.Select(row => row.DocumentId).Distinct().Count(),
                Versions = g.Count(),
                Bytes = g.Sum(row => row.Size),
                Damaged = g.Count(row => row.Damage != null),
            })
            .ToListAsync(ct);

        var kept = groups.Where(g => !g.Trashed).ToList();
        var trash = groups.Where(g => g.Trashed).ToList();
        return TypedResults.Ok(new StorageUsageDto(
            kept.Sum(g => g.Documents),
            kept.Sum(g => g.Versions),
            kept.Sum(g => g.Bytes),
            groups.Sum(g => g.Damaged),
            [.. kept.OrderByDescending(g => g.Bytes).Select(
                g => new ClassUsageDto(g.ClassCode, g.Documents, g.Versions, g.Bytes))],
            new TrashUsageDto(trash.Sum(g => g.Documents), trash.Sum(g => g.Versions), trash.Sum(g => g.Bytes))));
    }
}
