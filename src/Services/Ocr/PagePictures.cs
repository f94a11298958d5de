using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Ocr;

/// <summary>Pictures of pages in the blob store: the first ones drawn ahead, others when they are asked for.</summary>
internal sealed class PagePictures(WorkerPool pool, Originals originals, IBlobStore blobs, IOptions<OcrOptions> options)
{
    private const int ThumbnailWidth = 240;

    // Drawing takes longer than reading a page of text: were it not limited, copies of originals would heap up.
    private readonly FairGate _ahead = new(options.Value.Documents, forNewcomers: 2);

    /// <summary>Draws the thumbnail and the first pages when it is their turn. What cannot be drawn is left out.</summary>
    /// <param name="begin">Called when the turn has come.</param>
    public async Task DrawFirstAsync(OcrJob job, DocumentText text, string path, Action begin, CancellationToken ct)
    {
        using var turn = await _ahead.EnterAsync(job.AgencyId, isUrgent: true, ct);
        begin();
        var file = new Work(WorkKind.Draw, path, job.Name, 1);
        if (text.Pages is [var first, ..])
        {
            var thumbnail = file with { Width = ThumbnailWidth, Turn = first.Rotation };
            await DrawAsync(thumbnail, job.AgencyId, DerivedBlobs.Thumbnail(job.BlobFolder), ct);
        }

        foreach (var page in text.Pages.Take(options.Value.PagesDrawnAhead))
        {
            var work = file with { Page = page.Page, Width = options.Value.PageWidth, Turn = page.Rotation };
            await DrawAsync(work, job.AgencyId, DerivedBlobs.Page(job.BlobFolder, page.Page), ct);
        }
    }

    /// <summary>The key of a page's picture, drawn now when it is not there; null when it cannot be drawn.</summary>
    public async Task<string?> FindOrDrawAsync(string blobFolder, string name, int page, CancellationToken ct)
    {
        var key = DerivedBlobs.Page(blobFolder, page);
        if (await blobs.ExistsAsync(key, ct))
        {
            return key;
        }

        using var original = await originals.CopyAsync(blobFolder, ct);
        if (original is null)
        {
            return null;
        }

        var text = await blobs.GetJsonAsync<DocumentText>(DerivedBlobs.Text(blobFolder), ct);
        var turn = text?.Pages.FirstOrDefault(read => read.Page == page)?.Rotation ?? 0;
        var work = new Work(WorkKind.Draw, original.Path, name, page, Width: options.Value.PageWidth, Turn: turn, IsAwaited: true);
        return await DrawAsync(work, BlobKey.Agency(blobFolder), key, ct) ? key : null;
    }

    private async Task<bool> DrawAsync(Work work, Guid agency, string key, CancellationToken ct)
    {
        using var target = originals.New();
        var outcome = await pool.RunAsync(work with { Target = target.Path }, agency, _ => Task.CompletedTask, ct);
        if (outcome.End is not { Note: null } || !File.Exists(target.Path))
        {
            return false;
        }

        await using var picture = File.OpenRead(target.Path);
        await blobs.PutAsync(key, picture, ct);
        return true;
    }
}
