using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace DigitalDocs.Documents;

/// <summary>The picture of a page, and of the first one in small.</summary>
internal static class GetPage
{
    private const int Small = 240;

    public static Task<IResult> HandleAsync(
        Guid id, int page, int? width, HttpContext context, DocumentsDb db, PagePicture pictures, Caller caller,
        CancellationToken ct) =>
        ServeAsync(id, page, width, new(context, db, pictures, caller), ct);

    public static Task<IResult> ThumbnailAsync(
        Guid id, HttpContext context, DocumentsDb db, PagePicture pictures, Caller caller, CancellationToken ct) =>
        ServeAsync(id, 1, Small, new(context, db, pictures, caller), ct);

    /// <summary>A picture with the headers that let browsers, and only them, keep it.</summary>
    public static IResult Answer(HttpContext context, Document document, int page, int? width, Stream picture)
    {
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Stream(picture, "image/png", entityTag: Tag(document, page, width));
    }

    private static async Task<IResult> ServeAsync(
        Guid id, int page, int? width, Serving serving, CancellationToken ct)
    {
        var (context, db, pictures, caller) = serving;
        if (await db.FindVisibleAsync(id, caller, ct) is not { } document)
        {
            return Failure.NotFound("document", id).ToProblem();
        }

        var (failure, picture) = await pictures.OpenAsync(document, page, width, ct);
        if (picture is null)
        {
            return failure!.ToProblem();
        }

        if (!Etag.IsKnown(context, Tag(document, page, width).Tag.ToString()))
        {
            db.Record("document.page-viewed", "document", id, details: $"page:{page}");
            await db.SaveChangesAsync(ct);
        }

        return Answer(context, document, page, width, picture);
    }

    private static EntityTagHeaderValue Tag(Document document, int page, int? width) =>
        new($"\"{document.Sha256[..16]}-{page}{(width <= Small ? "s" : "")}\"");

    private sealed record Serving(HttpContext Context, DocumentsDb Db, PagePicture Pictures, Caller Caller);
}
