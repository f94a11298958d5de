using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using DigitalDocs.Storage.Orphans;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Replication;

/// <summary>
/// Walks both stores side by side, some pages a turn: what the second lacks is copied, what the first has lost of a file
/// that is still kept is put back, and what only the second has and nobody wants is removed there.
/// </summary>
internal sealed class CompareCopies(
    StorageDb db, BlobCopies copies, IServiceProvider services, IOptions<StorageOptions> options, TimeProvider clock,
    ILogger<CompareCopies> log)
{
    private const int Page = 500;

    public static Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        services.GetRequiredService<Platform.Http.Caller>().BecomeService(StorageService.Name, Guid.Empty);
        return services.GetRequiredService<BlobCopies>().HasReplica
            ? ActivatorUtilities.CreateInstance<CompareCopies>(services).RunAsync(ct)
            : Task.CompletedTask;
    }

    private async Task RunAsync(CancellationToken ct)
    {
        var turn = await UpkeepWalk.DueAsync(db, UpkeepTurn.Compare, options.Value.CompareEvery, clock.GetUtcNow(), ct);
        while (turn is { EndedAt: null })
        {
            try
            {
                await StepAsync(turn, ct);
            }
            catch (Exception e) when (e is StoreUnavailableException or StoreFullException or HttpRequestException)
            {
                log.ReplicaUnavailable(e);
                return;
            }

            await db.SaveChangesAsync(ct);
        }
    }

    // A page of each, up to where the shorter one ends: beyond that the other may still have something in between.
    private async Task StepAsync(UpkeepTurn turn, CancellationToken ct)
    {
        var first = await copies.ListAsync(BlobCopy.Primary, "", turn.Cursor, Page, ct);
        var second = await copies.ListAsync(BlobCopy.Replica, "", turn.Cursor, Page, ct);
        var ends = new[] { first.NextAfter, second.NextAfter }.OfType<string>().ToList();
        var end = ends.Count == 0 ? null : ends.Min(StringComparer.Ordinal);
        var mine = Until(first, end);
        var theirs = Until(second, end);
        foreach (var key in mine.Keys.Union(theirs.Keys))
        {
            turn.Seen++;
            turn.Changed += await LevelAsync(key, mine.GetValueOrDefault(key), theirs.GetValueOrDefault(key), ct) ? 1 : 0;
        }

        turn.Cursor = end;
        turn.EndedAt = end is null ? clock.GetUtcNow() : null;
    }

    /// <returns>Whether something was changed.</returns>
    private async Task<bool> LevelAsync(string key, BlobItem? mine, BlobItem? theirs, CancellationToken ct)
    {
        if (mine is not null && theirs is not null && BlobCopies.AreAlike(mine, theirs))
        {
            return false;
        }

        // Only what belongs to documents is copied: the rest is short-lived.
        if (StoredKey.Of(key) is not { } stored)
        {
            return false;
        }

        try
        {
            return mine is not null
                ? await copies.CopyAsync(BlobCopy.Primary, key, ct) is not null
                : await RestoreOrRemoveAsync(key, stored, theirs!, ct);
        }
        catch (BlobCorruptException e)
        {
            log.NotReplicated(stored.Document, stored.Version, e);
            await using var scope = services.ScopeFor(stored.Agency);
            await scope.ServiceProvider.GetRequiredService<StorageDb>().Files
                .Where(file => file.DocumentId == stored.Document && file.Version == stored.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(file => file.CheckedAt, DateTimeOffset.UnixEpoch), ct);
            return false;
        }
    }

    private async Task<bool> RestoreOrRemoveAsync(string key, StoredKey stored, BlobItem theirs, CancellationToken ct)
    {
        // Asked where documents are: our own rows outlive a purge for a while, and what was purged must not come back.
        if (await ExistsAsync(stored, ct))
        {
            var restored = await copies.CopyAsync(BlobCopy.Replica, key, ct) is not null;
            log.Restored(stored.Document, stored.Version);
            return restored;
        }

        // Young, or stored while we looked: not ours to judge yet.
        if (clock.GetUtcNow() - theirs.StoredAt < options.Value.OrphanAge
            || (await copies.ListAsync(BlobCopy.Primary, key, null, 1, ct)).Items.Any(item => item.Key == key))
        {
            return false;
        }

        await copies.DeleteAsync(BlobCopy.Replica, key, ct);
        return true;
    }

    private async Task<bool> ExistsAsync(StoredKey stored, CancellationToken ct)
    {
        await using var scope = services.ScopeFor(stored.Agency);
        return await scope.ServiceProvider.GetRequiredService<DocumentsStateClient>().ExistsAsync(stored.Document, ct);
    }

    private static Dictionary<string, BlobItem> Until(BlobPage page, string? end) =>
        page.Items.Where(item => end is null || string.CompareOrdinal(item.Key, end) <= 0)
            .ToDictionary(item => item.Key, StringComparer.Ordinal);
}
