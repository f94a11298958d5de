using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Orphans;

/// <summary>
/// Finds objects of documents that no longer exist, such as bytes of an upload that broke before its rows were written. A find
/// is reported first; removed is only what was reported long enough ago and is still wanted by nobody, by our own rows and by
/// what the documents service says. Objects of kinds that are not ours to judge are left alone.
/// </summary>
internal sealed class SweepOrphans(
    StorageDb db, BlobCopies copies, IServiceProvider services, IOptions<StorageOptions> options, TimeProvider clock,
    ILogger<SweepOrphans> log)
{
    private const int Page = 500;

    private readonly Dictionary<(Guid, Guid), bool> _wanted = [];

    public static Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        services.GetRequiredService<Platform.Http.Caller>().BecomeService(StorageService.Name, Guid.Empty);
        return ActivatorUtilities.CreateInstance<SweepOrphans>(services).RunAsync(ct);
    }

    private async Task RunAsync(CancellationToken ct)
    {
        var turn = await UpkeepWalk.DueAsync(db, UpkeepTurn.Orphans, options.Value.OrphansEvery, clock.GetUtcNow(), ct);
        while (turn is { EndedAt: null })
        {
            try
            {
                await StepAsync(turn, ct);
            }
            catch (Exception e) when (e is StoreUnavailableException or HttpRequestException)
            {
                // Not known is not orphaned: the walk goes on from here at its next turn.
                log.SweepInterrupted(e);
                return;
            }

            await db.SaveChangesAsync(ct);
        }
    }

    private async Task StepAsync(UpkeepTurn turn, CancellationToken ct)
    {
        var page = await copies.ListAsync(BlobCopy.Primary, "", turn.Cursor, Page, ct);
        var before = clock.GetUtcNow() - options.Value.OrphanAge;
        foreach (var item in page.Items)
        {
            turn.Seen++;
            if (item.StoredAt < before && StoredKey.Of(item.Key) is { } stored && !await IsWantedAsync(stored, ct))
            {
                turn.Changed++;
                await TreatAsync(item, stored, ct);
            }
        }

        turn.Cursor = page.NextAfter;
        turn.EndedAt = page.NextAfter is null ? clock.GetUtcNow() : null;
    }

    private async Task<bool> IsWantedAsync(StoredKey stored, CancellationToken ct)
    {
        if (_wanted.TryGetValue((stored.Agency, stored.Document), out var known))
        {
            return known;
        }

        var wanted = await db.AcrossAgencies<StoredFile>("orphan sweep").AnyAsync(file => file.DocumentId == stored.Document, ct)
            || await db.AcrossAgencies<StoredDocument>("orphan sweep").AnyAsync(d => d.Id == stored.Document, ct)
            || await AskAsync(stored, ct);
        _wanted[(stored.Agency, stored.Document)] = wanted;
        return wanted;
    }

    private async Task<bool> AskAsync(StoredKey stored, CancellationToken ct)
    {
        await using var scope = services.ScopeFor(stored.Agency);
        return await scope.ServiceProvider.GetRequiredService<DocumentsStateClient>().ExistsAsync(stored.Document, ct);
    }

    private async Task TreatAsync(BlobItem item, StoredKey stored, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = await db.AcrossAgencies<Orphan>("orphan sweep").FirstOrDefaultAsync(row => row.BlobKey == item.Key, ct);
        if (known is null || known.RemovedAt is not null)
        {
            db.RemoveRange(known is null ? [] : [known]);
            db.Orphans.Add(new Orphan
            {
                BlobKey = item.Key,
                AgencyId = stored.Agency,
                Size = item.Length,
                StoredAt = item.StoredAt,
                FoundAt = now,
            });
            StorageTelemetry.OrphanFound();
        }
        else if (options.Value.RemoveOrphans && now - known.FoundAt >= options.Value.OrphanNotice)
        {
            await copies.DeleteAsync(BlobCopy.Primary, item.Key, ct);
            known.RemovedAt = now;
            log.OrphanRemoved(stored.Document, stored.Version);
        }
    }
}
