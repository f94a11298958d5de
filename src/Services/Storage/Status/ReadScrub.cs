using DigitalDocs.Contracts.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Status;

/// <summary>How far the agency's files are proven whole, and the order to prove them all again.</summary>
internal static class ReadScrub
{
    private const int Named = 100;

    public static async Task<Ok<ScrubStatusDto>> HandleAsync(
        StorageDb db, IOptions<StorageOptions> options, TimeProvider clock, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - options.Value.ScrubEvery;
        var damaged = await db.Files.AsNoTracking().Where(file => file.Damage != null)
            .OrderByDescending(file => file.CheckedAt).Take(Named).ToListAsync(ct);
        return TypedResults.Ok(new ScrubStatusDto(
            await db.Files.CountAsync(ct),
            await db.Files.MinAsync(file => (DateTimeOffset?)file.CheckedAt, ct),
            await db.Files.CountAsync(file => file.CheckedAt <= before, ct),
            await db.Files.CountAsync(file => file.Damage != null, ct),
            [.. damaged.Select(file => new DamagedFileDto(file.DocumentId, file.Version, file.Damage!, file.CheckedAt))]));
    }

    /// <summary>All of the agency's files become due; the job reads them at its own pace.</summary>
    public static async Task<Accepted<ScrubStartedDto>> StartAsync(StorageDb db, CancellationToken ct)
    {
        var files = await db.Files.ExecuteUpdateAsync(
            set => set.SetProperty(file => file.CheckedAt, DateTimeOffset.UnixEpoch), ct);
        db.Record("storage.scrub-ordered", "agency", db.CurrentAgency, details: $"files:{files}");
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted($"{Platform.Http.Routes.Base}/storage/scrub", new ScrubStartedDto(files));
    }
}
