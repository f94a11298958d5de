using System.Text;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace DigitalDocs.Storage.Links;

/// <summary>Gives the bytes to whoever holds a link: we serve them, because only we can decrypt them.</summary>
internal sealed class FollowLink(StorageDb db, IBlobStore blobs, OpaqueToken tokens, Caller caller, TimeProvider clock)
{
    public static Task<IResult> HandleAsync(Guid id, string? key, HttpContext context, FollowLink operation, CancellationToken ct) =>
        operation.RunAsync(id, key, context, ct);

    private async Task<IResult> RunAsync(Guid id, string? key, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (LinkKey.Open(tokens, id, key) is not { } opened)
        {
            return LinkRefusals.Invalid.ToProblem();
        }

        caller.BecomeService(StorageService.Name, opened.Agency);
        if (await FindAsync(opened, ct) is not { } link)
        {
            return LinkRefusals.Over.ToProblem();
        }

        Stream? content;
        try
        {
            content = await blobs.OpenReadAsync(
                DerivedBlobs.Original(BlobKey.DocumentVersion(link.AgencyId, link.DocumentId, link.Version)), ct);
        }
        catch (BlobCorruptException)
        {
            content = null;
        }

        if (content is null || content.Length != link.Size)
        {
            await RecordAsync(link, "document.corrupt", "failed", ct);
            return LinkRefusals.ContentCorrupt.ToProblem();
        }

        if (!HttpMethods.IsHead(context.Request.Method) && !Etag.IsKnown(context, $"\"{link.Sha256}\""))
        {
            await CountAsync(link, ct);
        }

        return Answer(context, content, link);
    }

    private async Task<DirectLink?> FindAsync(LinkKey key, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var link = await db.Links.AsNoTracking().FirstOrDefaultAsync(row => row.Id == key.Link, ct);
        var over = link is null || LinkKey.Of(link) != key || link.RevokedAt is not null || link.ExpiresAt <= now
            || await db.Documents.AnyAsync(document => document.Id == key.Document && document.Trashed, ct);
        return over ? null : link;
    }

    private async Task CountAsync(DirectLink link, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Links.Where(row => row.Id == link.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Uses, row => row.Uses + 1).SetProperty(row => row.LastUsedAt, now), ct);
        await RecordAsync(link, "document.downloaded", "ok", ct);
    }

    // Before the bytes leave; the actor is the link, nobody more is known.
    private Task RecordAsync(DirectLink link, string action, string outcome, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        db.Journal.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = link.AgencyId,
            At = now,
            Actor = $"link:{link.Id}",
            Action = action,
            ResourceKind = "document",
            ResourceId = link.DocumentId,
            Outcome = outcome,
            Details = $"version:{link.Version}",
        });
        return db.SaveChangesAsync(ct);
    }

    private static IResult Answer(HttpContext context, Stream content, DirectLink link)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(Plain(link.Name));
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(
            content,
            link.MediaType is "text/html" or "image/svg+xml" or "application/xml" ? "application/octet-stream" : link.MediaType,
            lastModified: link.CreatedAt,
            entityTag: new EntityTagHeaderValue($"\"{link.Sha256}\""),
            enableRangeProcessing: true);
    }

    private static string Plain(string name) =>
        new StringBuilder().AppendJoin("", name.Where(c => !char.IsControl(c) && c is not ('/' or '\\'))).ToString();
}
