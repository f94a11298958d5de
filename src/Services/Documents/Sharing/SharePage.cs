using System.Globalization;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>What whoever holds a link gets to see; no sign-in.</summary>
internal static class SharePage
{
    public static async Task<IResult> ShowAsync(string slug, HttpContext context, ShareVisit visit, CancellationToken ct) =>
        Answer(context, slug, visit, await visit.EnterAsync(context, slug, ct), tried: false);

    public static async Task<IResult> UnlockAsync(string slug, HttpContext context, ShareVisit visit, CancellationToken ct)
    {
        if (!context.Request.HasFormContentType)
        {
            return new Failure("unsupported_media_type", 415, "The password is sent as a form.").ToProblem();
        }

        var form = await context.Request.ReadFormAsync(ct);
        var gate = await visit.UnlockAsync(context, slug, form["password"].ToString(), ct);
        if (gate == ShareGate.Open)
        {
            context.Response.Headers.Location = $"/s/{slug}";
            return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
        }

        return Answer(context, slug, visit, gate, tried: true);
    }

    public static async Task<IResult> ContentAsync(
        string slug, HttpContext context, ShareVisit visit, DocumentsDb db, IBlobStore blobs, CancellationToken ct)
    {
        if (await visit.EnterAsync(context, slug, ct) is var gate && gate != ShareGate.Open)
        {
            return Answer(context, slug, visit, gate, tried: false);
        }

        if (!visit.Share.CanDownload)
        {
            return new Failure("forbidden", 403, "This link allows to look, not to download.").ToProblem();
        }

        var document = visit.Document;
        var version = await db.Versions.AsNoTracking()
            .FirstAsync(v => v.DocumentId == document.Id && v.Number == document.Version, ct);
        var key = DerivedBlobs.Original(document.BlobFolder);
        if (await ContentStream.OpenAsync(blobs, key, version.Size, ct) is not { } content)
        {
            await visit.RecordAsync("document.corrupt", $"version:{version.Number}", ct);
            return Refusals.ContentCorrupt.ToProblem();
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await visit.RecordAsync("document.downloaded", $"version:{version.Number}", ct);
        }

        return ContentAnswer.Of(context, content, version, inline: false);
    }

    public static async Task<IResult> PictureAsync(
        string slug, int page, HttpContext context, ShareVisit visit, PagePicture pictures, CancellationToken ct)
    {
        if (await visit.EnterAsync(context, slug, ct) is var gate && gate != ShareGate.Open)
        {
            return Answer(context, slug, visit, gate, tried: false);
        }

        var (failure, picture) = await pictures.OpenAsync(visit.Document, page, null, ct);
        if (picture is null)
        {
            return failure!.ToProblem();
        }

        await visit.RecordAsync("document.page-viewed", FormattableString.Invariant($"page:{page}"), ct);
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return GetPage.Answer(context, visit.Document, page, null, picture);
    }

    private static ContentHttpResult Answer(HttpContext context, string slug, ShareVisit visit, ShareGate gate, bool tried)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = SharePageHtml.Policy;
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        if (gate == ShareGate.Blocked)
        {
            var wait = Math.Ceiling((visit.Share.BlockedUntil!.Value - context.Now()).TotalSeconds);
            headers.RetryAfter = Math.Max(1, wait).ToString(CultureInfo.InvariantCulture);
        }

        var (html, status) = gate switch
        {
            ShareGate.Open => (SharePageHtml.Document(slug, visit.Share, visit.Document), 200),
            ShareGate.Locked => (SharePageHtml.Password(slug, tried, blocked: false), 401),
            ShareGate.Blocked => (SharePageHtml.Password(slug, tried, blocked: true), 429),
            ShareGate.Over => (SharePageHtml.Over(), 410),
            _ => (SharePageHtml.Unknown(), 404),
        };
        return TypedResults.Text(html, "text/html; charset=utf-8", statusCode: status);
    }

    private static DateTimeOffset Now(this HttpContext context) =>
        ((TimeProvider)context.RequestServices.GetService(typeof(TimeProvider))!).GetUtcNow();
}
