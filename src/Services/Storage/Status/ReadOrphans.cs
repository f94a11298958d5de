using DigitalDocs.Contracts.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Status;

internal static class ReadOrphans
{
    private const int Named = 200;

    public static async Task<Ok<OrphanReportDto>> HandleAsync(
        StorageDb db, IOptions<StorageOptions> options, CancellationToken ct)
    {
        var there = db.Orphans.AsNoTracking().Where(orphan => orphan.RemovedAt == null);
        var named = await there.OrderBy(orphan => orphan.BlobKey).Take(Named).ToListAsync(ct);
        var turn = await db.Turns.AsNoTracking().FirstOrDefaultAsync(row => row.Name == UpkeepTurn.Orphans, ct);
        return TypedResults.Ok(new OrphanReportDto(
            turn?.EndedAt,
            await there.CountAsync(ct),
            await there.SumAsync(orphan => orphan.Size, ct),
            options.Value.RemoveOrphans,
            [.. named.Select(orphan => new OrphanDto(
                orphan.BlobKey, orphan.Size, orphan.StoredAt, orphan.FoundAt,
                options.Value.RemoveOrphans ? orphan.FoundAt + options.Value.OrphanNotice : null))]));
    }
}
