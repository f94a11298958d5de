using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Storage.Replication;

/// <summary>
/// Copies what is new into the second store. Events mark a version as due; this takes the oldest first. A second store
/// that is away leaves them due: the lag grows, nothing is lost.
/// </summary>
internal static class ReplicateFiles
{
    private const int Batch = 50;
    private const int Page = 200;

    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var copies = services.GetRequiredService<BlobCopies>();
        if (!copies.HasReplica)
        {
            return;
        }

        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("DigitalDocs.Storage.Replication");
        List<DueVersion> due;
        do
        {
            due = await DueAsync(services, ct);
            foreach (var version in due)
            {
                if (!await TryCopyAsync(services, copies, version, log, ct))
                {
                    await MeasureAsync(services, ct);
                    return;
                }
            }
        }
        while (due.Count == Batch);
        await MeasureAsync(services, ct);
    }

    private static async Task<List<DueVersion>> DueAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.ScopeFor(Guid.Empty);
        var db = scope.ServiceProvider.GetRequiredService<StorageDb>();
        return await db.AcrossAgencies<StoredFile>("replication")
            .Where(file => file.DueAt != null).OrderBy(file => file.DueAt).Take(Batch)
            .Select(file => new DueVersion(file.AgencyId, file.DocumentId, file.Version, file.BlobFolder, file.DueAt!.Value))
            .ToListAsync(ct);
    }

    /// <returns>False when the second store is away: then the others are not tried either.</returns>
    private static async Task<bool> TryCopyAsync(
        IServiceProvider services, BlobCopies copies, DueVersion version, ILogger log, CancellationToken ct)
    {
        try
        {
            await CopyFolderAsync(copies, $"{version.BlobFolder}/", ct);
        }
        catch (BlobCorruptException e)
        {
            // What is damaged is not copied; the scrub looks at it at once.
            log.NotReplicated(version.DocumentId, version.Version, e);
            await MarkAsync(services, version, whole: false, ct);
            return true;
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreFullException)
        {
            log.ReplicaUnavailable(e);
            return false;
        }

        await MarkAsync(services, version, whole: true, ct);
        return true;
    }

    private static async Task CopyFolderAsync(BlobCopies copies, string folder, CancellationToken ct)
    {
        var there = new Dictionary<string, BlobItem>(StringComparer.Ordinal);
        await foreach (var item in copies.AllAsync(BlobCopy.Replica, folder, Page, ct))
        {
            there[item.Key] = item;
        }

        await foreach (var item in copies.AllAsync(BlobCopy.Primary, folder, Page, ct))
        {
            if (!there.TryGetValue(item.Key, out var copy) || !BlobCopies.AreAlike(item, copy))
            {
                if (await copies.CopyAsync(BlobCopy.Primary, item.Key, ct) is { } bytes)
                {
                    StorageTelemetry.Replicated(bytes);
                }
            }
        }
    }

    // What became due again meanwhile stays due.
    private static async Task MarkAsync(IServiceProvider services, DueVersion version, bool whole, CancellationToken ct)
    {
        await using var scope = services.ScopeFor(version.AgencyId);
        var db = scope.ServiceProvider.GetRequiredService<StorageDb>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var row = db.Files.Where(file =>
            file.DocumentId == version.DocumentId && file.Version == version.Version && file.DueAt == version.DueAt);
        if (whole)
        {
            await row.ExecuteUpdateAsync(
                set => set.SetProperty(file => file.DueAt, (DateTimeOffset?)null).SetProperty(file => file.ReplicatedAt, now), ct);
        }
        else
        {
            await row.ExecuteUpdateAsync(
                set => set.SetProperty(file => file.DueAt, (DateTimeOffset?)null)
                    .SetProperty(file => file.CheckedAt, DateTimeOffset.UnixEpoch),
                ct);
        }
    }

    private static async Task MeasureAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.ScopeFor(Guid.Empty);
        var db = scope.ServiceProvider.GetRequiredService<StorageDb>();
        var waiting = db.AcrossAgencies<StoredFile>("replication lag").Where(file => file.DueAt != null);
        var oldest = await waiting.MinAsync(file => file.DueAt, ct);
        StorageTelemetry.Lagging(await waiting.CountAsync(ct), oldest);
    }

    private sealed record DueVersion(Guid AgencyId, Guid DocumentId, int Version, string BlobFolder, DateTimeOffset DueAt);
}
