using System.Linq.Expressions;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Resumable;

/// <summary>
/// One turn of looking after uploads: gives up those that expired, removes pieces that are needed no longer, hands over
/// again what has not become a document, and forgets what ended long ago.
/// </summary>
internal static class UpkeepUploads
{
    private const int Batch = 200;

    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        foreach (var due in await DueAsync(services, ct))
        {
            // A scope per upload: what is saved is saved for the agency that owns it.
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().BecomeService(StorageService.Name, due.AgencyId);
            await TendAsync(scope.ServiceProvider, due.Id, ct);
        }
    }

    /// <summary>Looks after one upload, if it still needs it: its owner or its document may have moved it on meanwhile.</summary>
    internal static async Task TendAsync(IServiceProvider services, Guid id, CancellationToken ct)
    {
        var db = services.GetRequiredService<StorageDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await db.Uploads.Where(IsDue(services, now)).FirstOrDefaultAsync(upload => upload.Id == id, ct) is not { } upload)
        {
            return;
        }

        if (upload.Status == UploadStatus.Received)
        {
            db.Publish(upload.HandOverAgain(now));
        }
        else if (upload.Cleared)
        {
            db.Uploads.Remove(upload);
        }
        else if (upload.Status is UploadStatus.Open or UploadStatus.Whole)
        {
            upload.Expire(now);
        }

        try
        {
            await db.SaveChangesAsync(ct);
            if (UploadStatus.Over.Contains(upload.Status) && !upload.Cleared)
            {
                await services.GetRequiredService<UploadPieces>().ClearAsync(upload, ct);
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else was quicker: it is looked at again at the next turn.
        }
    }

    private static Task<List<DueUpload>> DueAsync(IServiceProvider services, CancellationToken ct)
    {
        services.GetRequiredService<Caller>().BecomeService(StorageService.Name, Guid.Empty);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return services.GetRequiredService<StorageDb>().AcrossAgencies<Upload>("uploads are looked after")
            .Where(IsDue(services, now))
            .OrderBy(upload => upload.Id)
            .Take(Batch)
            .Select(upload => new DueUpload(upload.AgencyId, upload.Id))
            .ToListAsync(ct);
    }

    private static Expression<Func<Upload, bool>> IsDue(IServiceProvider services, DateTimeOffset now)
    {
        var options = services.GetRequiredService<IOptions<UploadsOptions>>().Value;
        var (stuck, forgotten) = (now - options.HandOverAgainAfter, now - options.RememberFor);
        var open = new[] { UploadStatus.Open, UploadStatus.Whole };
        return upload => (open.Contains(upload.Status) && upload.ExpiresAt <= now)
            || (UploadStatus.Over.Contains(upload.Status) && (!upload.Cleared || upload.StatusAt <= forgotten))
            || (upload.Status == UploadStatus.Joined && upload.Cleared && upload.StatusAt <= forgotten)
            || (upload.Status == UploadStatus.Received && upload.StatusAt <= stuck);
    }

    private sealed record DueUpload(Guid AgencyId, Guid Id);
}
