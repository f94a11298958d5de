using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Storage.Status;

internal static class ReadReplication
{
    public static async Task<Ok<ReplicationStatusDto>> HandleAsync(
        StorageDb db, BlobCopies copies, TimeProvider clock, CancellationToken ct)
    {
        var oldest = await db.Files.MinAsync(file => file.DueAt, ct);
        var compared = await db.Turns.AsNoTracking().FirstOrDefaultAsync(turn => turn.Name == UpkeepTurn.Compare, ct);
        return TypedResults.Ok(new ReplicationStatusDto(
            copies.HasReplica,
            await db.Files.CountAsync(ct),
            await db.Files.CountAsync(file => file.ReplicatedAt != null, ct),
            copies.HasReplica ? await db.Files.CountAsync(file => file.DueAt != null, ct) : 0,
            copies.HasReplica && oldest is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0,
            compared?.EndedAt));
    }
}
