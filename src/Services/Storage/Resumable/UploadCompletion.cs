using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Resumable;

/// <summary>What follows the last byte: the pieces are written down, and the documents service is told.</summary>
internal sealed class UploadCompletion(
    StorageDb db, IBlobStore blobs, Caller caller, TimeProvider clock, IOptions<UploadsOptions> options)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(320);

    /// <summary>Adds to the context what the caller then saves together with the last bytes.</summary>
    /// <param name="last">Pieces that are not in the database yet.</param>
    public async Task CompleteAsync(Upload upload, IReadOnlyList<UploadPiece> last)
    {
        if (upload.Kind == UploadKind.Partial)
        {
            upload.BecomeWhole(clock.GetUtcNow());
            return;
        }

        await HandOverAsync(upload, [.. await PiecesAsync(upload.Id), .. last]);
    }

    /// <summary>The same for an upload that joins others, in this order.</summary>
    public async Task JoinAsync(Upload upload, IEnumerable<Guid> parts)
    {
        var pieces = new List<UploadPiece>();
        foreach (var part in parts)
        {
            pieces.AddRange(await PiecesAsync(part));
        }

        await HandOverAsync(upload, pieces);
    }

    /// <summary>Waits a little for the document, so that most answers can name it.</summary>
    /// <returns>The upload as it stands then.</returns>
    public async Task<Upload> WaitAsync(Upload upload, CancellationToken ct)
    {
        var begun = clock.GetTimestamp();
        var pause = FirstLook;
        while (upload.Status == UploadStatus.Received && clock.GetElapsedTime(begun) + pause <= options.Value.AnswerWait)
        {
            await Task.Delay(pause, clock, ct);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            upload = await db.Uploads.AsNoTracking().FirstOrDefaultAsync(u => u.Id == upload.Id, ct) ?? upload;
        }

        return upload;
    }

    private async Task HandOverAsync(Upload upload, IEnumerable<UploadPiece> pieces)
    {
        // A key of its own for each attempt: of two writers of the last byte only one is right.
        var key = $"{upload.BlobPrefix}manifest-{Guid.CreateVersion7(clock.GetUtcNow())}";
        var manifest = new UploadManifest([.. pieces.Select(piece => new UploadPart(piece.BlobKey, piece.Length))]);
        await blobs.PutJsonAsync(key, manifest, CancellationToken.None);
        db.Publish(upload.HandOver(key, caller, clock.GetUtcNow()));
    }

    private Task<List<UploadPiece>> PiecesAsync(Guid upload) =>
        db.Pieces.AsNoTracking().Where(piece => piece.UploadId == upload).OrderBy(piece => piece.Start).ToListAsync();
}
