using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Documents;

/// <summary>Finds the picture of a page in the blob store, or has it drawn.</summary>
internal sealed class PagePicture(IBlobStore blobs, OcrClient ocr)
{
    // Thumbnails are this wide: who asks for no more gets one where it is the same page.
    private const int ThumbnailWidth = 240;

    public async Task<(Failure? Failure, Stream? Picture)> OpenAsync(
        Document document, int page, int? width, CancellationToken ct)
    {
        if (page < 1)
        {
            return (Failure.Invalid("page", "Pages count from 1."), null);
        }

        if (width is < 16 or > 4096)
        {
            return (Failure.Invalid("width", "Between 16 and 4096."), null);
        }

        if (document.IsQuarantined)
        {
            return (Refusals.Quarantined, null);
        }

        if (page > document.PageCount)
        {
            return (Refusals.NoSuchPage(page), null);
        }

        if (page == 1 && width <= ThumbnailWidth
            && await blobs.OpenReadAsync(DerivedBlobs.Thumbnail(document.BlobFolder), ct) is { } thumbnail)
        {
            return (null, thumbnail);
        }

        return await blobs.OpenReadAsync(DerivedBlobs.Page(document.BlobFolder, page), ct) is { } picture
            ? (null, picture)
            : await DrawAsync(document, page, ct);
    }

    private async Task<(Failure? Failure, Stream? Picture)> DrawAsync(Document document, int page, CancellationToken ct)
    {
        try
        {
            var key = await ocr.DrawAsync(document.BlobFolder, document.Name, page, ct);
            return key is not null && await blobs.OpenReadAsync(key, ct) is { } drawn
                ? (null, drawn)
                : (Refusals.NoSuchPage(page), null);
        }
        catch (HttpRequestException)
        {
            return (Failure.Unavailable("The picture cannot be drawn right now.", TimeSpan.FromSeconds(5)), null);
        }
    }
}
