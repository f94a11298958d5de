using DigitalDocs.Platform.Http;
using DigitalDocs.Storage.Resumable.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Resumable;

/// <summary>Makes one file of partial uploads, which may have been sent side by side.</summary>
internal sealed class JoinUploads(
    StorageDb db,
    UploadDesk desk,
    UploadCompletion completion,
    DocumentsClient documents,
    Caller caller,
    TimeProvider clock,
    IOptions<UploadsOptions> options)
{
    public async Task<IResult> RunAsync(HttpContext context, string named, string header, UploadMetadata metadata)
    {
        var ct = context.RequestAborted;
        if (context.Request.Headers.ContainsKey(Tus.Length) || context.Request.Headers.ContainsKey(Tus.DeferLength))
        {
            return Failure.Invalid(Tus.Length, "A final upload is as long as its parts together; name no length.").ToProblem();
        }

        if (Ids(named) is not { Count: > 0 } ids)
        {
            return Failure.Invalid(Tus.Concat, "The addresses of partial uploads, each once, between spaces.").ToProblem();
        }

        var parts = await desk.Own.Where(upload => ids.Contains(upload.Id)).ToListAsync(ct);
        if (await FindJoinedAsync(parts, ids, ct) is { } known)
        {
            // The client asks again because it never saw the answer.
            return await AnswerAsync(context, known);
        }

        if (Check(parts, ids) is { } failure
            || (failure = await documents.CheckAsync(
                context, UploadKind.Final, metadata, parts.Sum(part => part.Received), ct)) is not null)
        {
            return failure.ToProblem();
        }

        return await JoinAsync(context, ids, parts, named, header);
    }

    private static List<Guid>? Ids(string named)
    {
        var ids = new List<Guid>();
        foreach (var address in named.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Guid.TryParse(address[(address.LastIndexOf('/') + 1)..], out var id) || ids.Contains(id))
            {
                return null;
            }

            ids.Add(id);
        }

        return ids;
    }

    private async Task<IResult> JoinAsync(
        HttpContext context, List<Guid> ids, List<Upload> parts, string named, string header)
    {
        var now = clock.GetUtcNow();
        var final = Upload.Join(
            Guid.CreateVersion7(now), caller, named, parts.Sum(part => part.Received), header, now);
        db.Uploads.Add(final);
        parts.ForEach(part => part.GoInto(final.Id, now));
        await completion.JoinAsync(final, ids);
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            return UploadRefusals.OffsetConflict.ToProblem();
        }

        return await AnswerAsync(context, final);
    }

    private Failure? Check(List<Upload> parts, List<Guid> ids)
    {
        var now = clock.GetUtcNow();
        if (ids.Find(id => !parts.Exists(part => part.Id == id && part.Kind == UploadKind.Partial)) is var missing
            && missing != Guid.Empty)
        {
            return Failure.NotFound("partial upload", missing);
        }

        if (parts.Exists(part => part.IsOver(now) || part.Status == UploadStatus.Joined))
        {
            return UploadRefusals.Gone;
        }

        return parts.Exists(part => part.Status != UploadStatus.Whole) ? UploadRefusals.PartsUnfinished
            : parts.Sum(part => part.Received) > options.Value.LargestFile ? UploadRefusals.TooLarge(options.Value.LargestFile)
            : null;
    }

    private async Task<Upload?> FindJoinedAsync(List<Upload> parts, List<Guid> ids, CancellationToken ct)
    {
        if (parts.Count != ids.Count || parts[0].FinalId is not { } finalId || parts.Exists(part => part.FinalId != finalId))
        {
            return null;
        }

        var final = await desk.Own.AsNoTracking().FirstOrDefaultAsync(upload => upload.Id == finalId, ct);
        return final is not null && Ids(final.Joins!)!.SequenceEqual(ids) ? final : null;
    }

    private async Task<IResult> AnswerAsync(HttpContext context, Upload final)
    {
        final = await completion.WaitAsync(final, context.RequestAborted);
        context.Response.Headers.Location = Tus.LocationOf(final.Id);
        return UploadDesk.Answer(context.Response, final, TypedResults.Created(Tus.LocationOf(final.Id)));
    }
}
