using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>The original, byte for byte: of the current version, or of an earlier one.</summary>
internal static class GetContent
{
    public static Task<IResult> HandleAsync(
        Guid id, string? disposition, HttpContext context, DocumentsDb db, IBlobStore blobs, Caller caller, CancellationToken ct) =>
        ServeAsync(id, null, disposition, new(context, db, blobs, caller), ct);

    public static Task<IResult> OfVersionAsync(
        Guid id, int number, string? disposition, HttpContext context, DocumentsDb db, IBlobStore blobs, Caller caller,
        CancellationToken ct) =>
        ServeAsync(id, number, disposition, new(context, db, blobs, caller), ct);

    private static async Task<IResult> ServeAsync(
        Guid id, int? number, string? disposition, Serving serving, CancellationToken ct)
    {
        if (disposition is not (null or "inline" or "attachment"))
        {
            return Failure.Invalid("disposition", "inline or attachment.").ToProblem();
        }

        var (_, db, _, caller) = serving;
        if (await db.FindVisibleAsync(id, caller, ct) is not { } document)
        {
            return Failure.NotFound("document", id).ToProblem();
        }

        if (!caller.May(Permissions.DocumentsDownload, document))
        {
            return (await db.DenyAsync(document, Permissions.DocumentsDownload, ct)).ToProblem();
        }

        if (document.IsQuarantined)
        {
            return Refusals.Quarantined.ToProblem();
        }

        return await ServeAsync(document, number ?? document.Version, disposition == "inline", serving, ct);
    }

    private static async Task<IResult> ServeAsync(
        Document document, int wanted, bool inline, Serving serving, CancellationToken ct)
    {
        var (context, db, blobs, _) = serving;
        var id = document.Id;
        if (await db.Versions.AsNoTracking().FirstOrDefaultAsync(v => v.DocumentId == id && v.Number == wanted, ct)
            is not { } version)
        {
            return Failure.NotFound("version", wanted).ToProblem();
        }

        if (await ContentStream.OpenAsync(blobs, DerivedBlobs.Original(document.FolderOf(wanted)), version.Size, ct) is not { } content)
        {
            db.Record("document.corrupt", "document", id, "failed", $"version:{wanted}");
            await db.SaveChangesAsync(ct);
            return Refusals.ContentCorrupt.ToProblem();
        }

        if (!HttpMethods.IsHead(context.Request.Method) && !Etag.IsKnown(context, $"\"{version.Sha256}\""))
        {
            db.Record("document.downloaded", "document", id, details: $"version:{wanted}");
            await db.SaveChangesAsync(ct);
        }

        return ContentAnswer.Of(context, content, version, inline);
    }

    private sealed record Serving(HttpContext Context, DocumentsDb Db, IBlobStore Blobs, Caller Caller);
}
