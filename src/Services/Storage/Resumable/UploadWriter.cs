using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using DigitalDocs.Storage.Resumable.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Resumable;

/// <summary>
/// Takes the bytes of a request into an upload, piece by piece: a piece is stored (encrypted, durable), then the row says
/// so. Only the row counts: a crash in between leaves an object that no row names, which goes when the upload ends.
/// </summary>
internal sealed class UploadWriter(
    StorageDb db,
    IBlobStore blobs,
    UploadCompletion completion,
    Caller caller,
    CallerRefresh callers,
    IHostApplicationLifetime host,
    TimeProvider clock,
    IOptions<UploadsOptions> options)
{
    private const int MostPieces = 100_000;

    /// <summary>Takes what the body holds; what was taken before a failure stays taken, except under a checksum.</summary>
    public async Task<Failure?> TakeAsync(Upload upload, HttpRequest request, ChunkChecksum? checksum)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(
            request.HttpContext.RequestAborted, host.ApplicationStopping);
        var pending = new List<UploadPiece>();
        while (true)
        {
            var room = (upload.Length ?? options.Value.LargestFile) - upload.Received - pending.Sum(piece => piece.Length);

            // One byte more than there is room for, so that too long a body shows before its end is taken for the file's.
            var most = room <= options.Value.PieceSize ? room + 1 : options.Value.PieceSize;
            await using var content = new PieceContent(
                request.Body, most, options.Value.PieceTime, clock, checksum, cut.Token);
            if (await content.BeginAsync())
            {
                var piece = await StoreAsync(upload, pending, content);
                pending.Add(piece);
                if (piece.Length > room)
                {
                    await DiscardAsync(pending);
                    return UploadRefusals.TooLarge(upload.Length ?? options.Value.LargestFile);
                }

                if (checksum is null && await CommitAsync(upload, pending) is { } failure)
                {
                    return failure;
                }
            }

            if (content.Ended || content.Cut)
            {
                return await EndAsync(upload, pending, checksum, content.Cut);
            }

            if (!await callers.StaysActiveAsync(caller, CancellationToken.None))
            {
                await DiscardAsync(pending);
                return UploadRefusals.Unconfirmed;
            }
        }
    }

    /// <summary>Saves a change of the upload that brings no bytes; it may be what makes it whole.</summary>
    public Task<Failure?> SaveAsync(Upload upload) => CommitAsync(upload, []);

    private async Task<Failure?> EndAsync(Upload upload, List<UploadPiece> pending, ChunkChecksum? checksum, bool cut)
    {
        if (checksum is not null)
        {
            if (cut || !checksum.Holds())
            {
                await DiscardAsync(pending);
                return cut ? UploadRefusals.Stopping : UploadRefusals.ChunkDamaged;
            }

            if (await CommitAsync(upload, pending) is { } failure)
            {
                return failure;
            }
        }

        // A client that is gone reads no answer; one that is there is told to go on with another process.
        return cut && !upload.HasAllBytes ? UploadRefusals.Stopping : null;
    }

    private async Task<UploadPiece> StoreAsync(Upload upload, List<UploadPiece> before, PieceContent content)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());

        // Not cancelled with the request: the content ends by itself where the connection breaks.
        var receipt = await blobs.PutAsync(
            UploadPiece.KeyOf(upload.AgencyId, upload.Id, id), content, CancellationToken.None);
        return new UploadPiece
        {
            Id = id,
            UploadId = upload.Id,
            AgencyId = upload.AgencyId,
            Start = upload.Received + before.Sum(piece => piece.Length),
            Length = receipt.Length,
        };
    }

    private async Task<Failure?> CommitAsync(Upload upload, List<UploadPiece> pieces)
    {
        if (upload.Pieces + pieces.Count > MostPieces)
        {
            await DiscardAsync(pieces);
            return UploadRefusals.TooManyPieces;
        }

        upload.Take(pieces.Count, pieces.Sum(piece => piece.Length), clock.GetUtcNow(), options.Value.ExpireAfter);
        db.Pieces.AddRange(pieces);
        try
        {
            if (upload.HasAllBytes)
            {
                await completion.CompleteAsync(upload, pieces);
            }

            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else was quicker, or ended the upload. Any other error may have come after the commit: then the
            // objects stay, because the row may name them.
            await DiscardAsync(pieces);
            return UploadRefusals.OffsetConflict;
        }

        foreach (var piece in pieces)
        {
            db.Entry(piece).State = EntityState.Detached;
        }

        pieces.Clear();
        return null;
    }

    private async Task DiscardAsync(List<UploadPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            await blobs.DeleteAsync(piece.BlobKey, CancellationToken.None);
        }
    }
}
