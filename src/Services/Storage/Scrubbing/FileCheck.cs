using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Blobs;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Storage.Scrubbing;

/// <summary>
/// Reads both copies of one file again and compares them with its hash. A copy that is not whole is repaired from the other;
/// when neither is, the alarm is raised, once.
/// </summary>
internal sealed class FileCheck(StorageDb db, BlobCopies copies, TimeProvider clock, ILogger<FileCheck> log)
{
    public async Task RunAsync(DueFile due, CancellationToken ct)
    {
        if (await db.Files.FindAsync([due.DocumentId, due.Version], ct) is not { } file)
        {
            return;
        }

        var damage = await DamageAsync(BlobCopy.Primary, file, ct);
        if (damage == StoredFile.Missing && await IsTrashedAsync(file, ct))
        {
            // Purged from the trash: there is nothing left to look after.
            db.Files.Remove(file);
            await db.SaveChangesAsync(ct);
            return;
        }

        StorageTelemetry.Checked(damage ?? "whole", file.Size);
        if (copies.HasReplica)
        {
            damage = await LevelAsync(file, damage, ct);
        }

        Tell(file, damage);
        file.Damage = damage;
        file.CheckedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
    }

    private void Tell(StoredFile file, string? damage)
    {
        if (damage is not null && damage != file.Damage)
        {
            db.Publish(new ContentDamaged(file.DocumentId, file.AgencyId, file.Version, damage));
            db.Record("content.damaged", "document", file.DocumentId, "failed", $"version {file.Version} {damage}");
            log.ContentDamaged(file.DocumentId, file.Version, damage);
        }
        else if (damage is null && file.Damage is not null)
        {
            db.Record("content.restored", "document", file.DocumentId, details: $"version {file.Version}");
            log.ContentRestored(file.DocumentId, file.Version);
        }
    }

    /// <summary>Repairs whichever copy is damaged from the one that is whole.</summary>
    /// <returns>What is wrong with the first copy now.</returns>
    private async Task<string?> LevelAsync(StoredFile file, string? damage, CancellationToken ct)
    {
        var second = await DamageAsync(BlobCopy.Replica, file, ct);
        if (damage is not null && second is null)
        {
            await RepairAsync(file, BlobCopy.Replica, damage, ct);
            return await DamageAsync(BlobCopy.Primary, file, ct);
        }

        // One that was not copied yet is no damage.
        if (damage is null && (second == StoredFile.Altered || (second == StoredFile.Missing && file.ReplicatedAt is not null)))
        {
            await RepairAsync(file, BlobCopy.Primary, second, ct);
        }

        return damage;
    }

    private async Task RepairAsync(StoredFile file, BlobCopy from, string damage, CancellationToken ct)
    {
        var source = from == BlobCopy.Primary ? "first" : "second";
        await copies.CopyAsync(from, file.BlobKey, ct);
        db.Record(
            "content.repaired", "document", file.DocumentId, details: $"version {file.Version} {damage}, from the {source} copy");
        log.ContentRepaired(file.DocumentId, file.Version, damage, source);
        StorageTelemetry.Repaired(from == BlobCopy.Primary ? "second" : "first");
    }

    private async Task<string?> DamageAsync(BlobCopy copy, StoredFile file, CancellationToken ct)
    {
        try
        {
            return await copies.HashAsync(copy, file.BlobKey, ct) is not { } actual ? StoredFile.Missing
                : actual == file.Sha256 ? null : StoredFile.Altered;
        }
        catch (BlobCorruptException e)
        {
            log.ContentUnreadable(file.DocumentId, file.Version, e);
            return StoredFile.Altered;
        }
    }

    private async Task<bool> IsTrashedAsync(StoredFile file, CancellationToken ct) =>
        await db.Documents.FindAsync([file.DocumentId], ct) is { Trashed: true };
}
