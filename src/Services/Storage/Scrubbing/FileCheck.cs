using System.Security.Cryptography;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Blobs;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Storage.Scrubbing;

/// <summary>Reads one file again, compares it with its hash, and raises the alarm once when it is not whole.</summary>
internal sealed class FileCheck(StorageDb db, IBlobStore blobs, TimeProvider clock, ILogger<FileCheck> log)
{
    public async Task RunAsync(DueFile due, CancellationToken ct)
    {
        if (await db.Files.FindAsync([due.DocumentId, due.Version], ct) is not { } file)
        {
            return;
        }

        var damage = await DamageAsync(file, ct);
        if (damage == StoredFile.Missing && await IsTrashedAsync(file, ct))
        {
            // Purged from the trash: there is nothing left to look after.
            db.Files.Remove(file);
            await db.SaveChangesAsync(ct);
            return;
        }

        StorageTelemetry.Checked(damage ?? "whole", file.Size);
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

        file.Damage = damage;
        file.CheckedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
    }

    private async Task<string?> DamageAsync(StoredFile file, CancellationToken ct)
    {
        try
        {
            await using var content = await blobs.OpenReadAsync(file.BlobKey, ct);
            if (content is null)
            {
                return StoredFile.Missing;
            }

            var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
            return actual == file.Sha256 ? null : StoredFile.Altered;
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
