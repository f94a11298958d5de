using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Documents;

/// <summary>Removes for good what was in the trash for its time: the bytes first, so that no row is left without a reason.</summary>
internal static class PurgeTrash
{
    private const int Batch = 100;

    // Until then no process takes a document out of the trash, however its clock goes.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<DocumentsDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var until = services.GetRequiredService<IOptions<DocumentsOptions>>().Value.TrashEnds(now) - ClocksDiffer;
        var over = await db.AcrossAgencies<Document>("the trash is emptied after its time")
            .Where(document => document.DeletedAt < until).OrderBy(document => document.Id).Take(Batch).ToListAsync(ct);
        foreach (var document in over)
        {
            await PurgeAsync(services, document, ct);
        }
    }

    /// <summary>Removes one document, unless somebody has changed it since it was read.</summary>
    internal static async Task PurgeAsync(IServiceProvider services, Document document, CancellationToken ct)
    {
        var db = services.GetRequiredService<DocumentsDb>();
        document.Touch();
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Entry(document).State = EntityState.Detached;
            return;
        }

        // From here on it cannot be restored: its time is over, and whoever read it before meets another revision.
        await RemoveBlobsAsync(
            services.GetRequiredService<IBlobStore>(), $"{document.AgencyId}/documents/{document.Id}/", ct);
        db.Remove(document);
        db.RemoveRange(await db.AcrossAgencies<DocumentVersion>("with their document")
            .Where(version => version.DocumentId == document.Id).ToListAsync(ct));
        db.RemoveRange(await db.AcrossAgencies<Share>("with their document")
            .Where(share => share.DocumentId == document.Id).ToListAsync(ct));
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        db.Journal.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = document.AgencyId,
            At = now,
            Actor = $"service:{DocumentsService.Name}",
            Action = "document.purged",
            ResourceKind = "document",
            ResourceId = document.Id,
            Outcome = "ok",
        });
        await db.SaveChangesAsync(ct);
    }

    private static async Task RemoveBlobsAsync(IBlobStore blobs, string prefix, CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await blobs.ListAsync(prefix, after, Batch, ct);
            foreach (var item in page.Items)
            {
                await blobs.DeleteAsync(item.Key, ct);
            }

            after = page.NextAfter;
        }
        while (after is not null);
    }
}
