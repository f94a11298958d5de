using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Scrubbing;

/// <summary>
/// One turn of the integrity scrub: reads those files again whose last proof is oldest. What the disk lost silently is
/// noticed while there may still be a backup that has it.
/// </summary>
internal static class ScrubContent
{
    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        await HastenAsync(services, ct);
        var budget = options.ScrubBytes;
        foreach (var file in await DueAsync(services, options, ct))
        {
            if (budget <= 0)
            {
                return;
            }

            // A scope per file: findings are saved and journaled for the agency that owns it.
            await using var scope = services.ScopeFor(file.AgencyId);
            try
            {
                await ActivatorUtilities.CreateInstance<FileCheck>(scope.ServiceProvider).RunAsync(file, ct);
            }
            catch (StoreUnavailableException)
            {
                return; // Not to be reached is not damaged: the next turn looks again.
            }

            budget -= file.Size;
        }
    }

    /// <summary>What a reader found damaged since the last turn comes first.</summary>
    private static async Task HastenAsync(IServiceProvider services, CancellationToken ct)
    {
        foreach (var stored in services.GetRequiredService<BlobCopies>().TakeSuspects().Select(StoredKey.Of).OfType<StoredKey>().Distinct())
        {
            await using var scope = services.ScopeFor(stored.Agency);
            await scope.ServiceProvider.GetRequiredService<StorageDb>().Files
                .Where(file => file.DocumentId == stored.Document && file.Version == stored.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(file => file.CheckedAt, DateTimeOffset.UnixEpoch), ct);
        }
    }

    private static async Task<List<DueFile>> DueAsync(
        IServiceProvider services, StorageOptions options, CancellationToken ct)
    {
        services.GetRequiredService<Caller>().BecomeService(StorageService.Name, Guid.Empty);
        var before = services.GetRequiredService<TimeProvider>().GetUtcNow() - options.ScrubEvery;
        return await services.GetRequiredService<StorageDb>().AcrossAgencies<StoredFile>("integrity scrub")
            .Where(f => f.CheckedAt <= before)
            .OrderBy(f => f.CheckedAt)
            .Take(options.ScrubFiles)
            .Select(f => new DueFile(f.AgencyId, f.DocumentId, f.Version, f.Size))
            .ToListAsync(ct);
    }
}

internal sealed record DueFile(Guid AgencyId, Guid DocumentId, int Version, long Size);
