using DigitalDocs.Platform.Blobs;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Storage.Resumable;

/// <summary>Removes what an upload that is over has left in the store.</summary>
internal sealed class UploadPieces(StorageDb db, IBlobStore blobs)
{
    private const int Batch = 500;

    /// <summary>
    /// Removes the pieces of the upload and of those that it joined: by folder and not by row, so that pieces whose
    /// writer died before it could note them go too. May be repeated.
    /// </summary>
    public async Task ClearAsync(Upload upload, CancellationToken ct)
    {
        var parts = await db.Uploads.Where(part => part.FinalId == upload.Id).ToListAsync(ct);
        foreach (var over in parts.Append(upload))
        {
            await RemoveBlobsAsync(over.BlobPrefix, ct);
            await db.Pieces.Where(piece => piece.UploadId == over.Id).ExecuteDeleteAsync(ct);
            over.MarkCleared();
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task RemoveBlobsAsync(string prefix, CancellationToken ct)
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
