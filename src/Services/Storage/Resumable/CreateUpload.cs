using DigitalDocs.Platform.Http;
using DigitalDocs.Storage.Resumable.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Resumable;

/// <summary>Begins an upload; the body may bring its first bytes.</summary>
internal sealed class CreateUpload(
    StorageDb db,
    UploadWriter writer,
    UploadCompletion completion,
    JoinUploads joining,
    DocumentsClient documents,
    Caller caller,
    TimeProvider clock,
    IOptions<UploadsOptions> options)
{
    public static Task<IResult> HandleAsync(HttpContext context, CreateUpload operation) => operation.RunAsync(context);

    private async Task<IResult> RunAsync(HttpContext context)
    {
        var (request, ct) = (context.Request, context.RequestAborted);
        var concat = request.Headers[Tus.Concat].ToString();
        var header = request.Headers[Tus.Metadata].ToString();
        if (!UploadMetadata.TryRead(header, out var metadata))
        {
            return Failure.Invalid(Tus.Metadata, "Keys, each with a value in Base64 after a space, between commas.").ToProblem();
        }

        if (concat.StartsWith("final;", StringComparison.Ordinal))
        {
            return await joining.RunAsync(context, concat["final;".Length..].Trim(), header, metadata!);
        }

        if (concat.Length > 0 && concat != "partial")
        {
            return Failure.Invalid(Tus.Concat, "partial, or final; and the addresses of the parts.").ToProblem();
        }

        var kind = concat.Length > 0 ? UploadKind.Partial : UploadKind.Single;
        if (CheckLength(request, out var length) is { } failure
            || (failure = await CheckOpenAsync(ct)) is not null
            || (failure = await documents.CheckAsync(context, kind, metadata!, length, ct)) is not null)
        {
            return failure.ToProblem();
        }

        return await BeginAsync(context, kind, length, header);
    }

    private async Task<IResult> BeginAsync(HttpContext context, string kind, long? length, string metadata)
    {
        var carries = Tus.IsChunk(context.Request);
        ChunkChecksum? checksum = null;
        if (carries && (AppendToUpload.Admit(context, length ?? options.Value.LargestFile)
            ?? ChunkChecksum.Read(context.Request, out checksum)) is { } failure)
        {
            return failure.ToProblem();
        }

        using var owned = checksum;
        var now = clock.GetUtcNow();
        var upload = Upload.Begin(Guid.CreateVersion7(now), caller, kind, length, metadata, now, options.Value.ExpireAfter);
        db.Uploads.Add(upload);
        if (length == 0)
        {
            await completion.CompleteAsync(upload, []);
        }

        await db.SaveChangesAsync(CancellationToken.None);
        if (carries && length != 0 && await writer.TakeAsync(upload, context.Request, checksum) is { } cut
            && context.RequestAborted.IsCancellationRequested is false)
        {
            // The upload is there all the same, but the client must not take it for begun as it wished.
            return cut.ToProblem();
        }

        upload = await completion.WaitAsync(upload, context.RequestAborted);
        context.Response.Headers.Location = Tus.LocationOf(upload.Id);
        return UploadDesk.Answer(context.Response, upload, TypedResults.Created(Tus.LocationOf(upload.Id)));
    }

    private Failure? CheckLength(HttpRequest request, out long? length)
    {
        if (Tus.ReadBytes(request, Tus.Length, out length) is { } failure)
        {
            return failure;
        }

        var deferred = request.Headers[Tus.DeferLength].ToString();
        return (length, deferred) switch
        {
            (null, "1") => null,
            (null, _) => Failure.Invalid(Tus.Length, "Name the length in bytes, or send Upload-Defer-Length: 1."),
            (_, not "") => Failure.Invalid(Tus.DeferLength, "Not together with Upload-Length."),
            _ => length > options.Value.LargestFile ? UploadRefusals.TooLarge(options.Value.LargestFile) : null,
        };
    }

    private async Task<Failure?> CheckOpenAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = await db.Uploads.CountAsync(
            upload => upload.OwnerId == caller.UserId && upload.ExpiresAt > now
                && (upload.Status == UploadStatus.Open || upload.Status == UploadStatus.Whole),
            ct);
        return open < options.Value.MostOpen ? null : UploadRefusals.TooMany(options.Value.MostOpen);
    }
}
