using DigitalDocs.Platform.Http;
using DigitalDocs.Storage.Resumable.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Resumable;

/// <summary>Takes further bytes of an upload from where it stands.</summary>
internal sealed class AppendToUpload(
    UploadDesk desk, UploadWriter writer, UploadCompletion completion, IOptions<UploadsOptions> options)
{
    public static Task<IResult> HandleAsync(Guid id, HttpContext context, AppendToUpload operation) =>
        operation.RunAsync(id, context);

    /// <summary>Lets so many bytes through, and refuses at once what says that it is more.</summary>
    public static Failure? Admit(HttpContext context, long room)
    {
        if (context.Request.ContentLength > room)
        {
            return UploadRefusals.TooLarge(room);
        }

        // How much is taken of a body without a length is the writer's business.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        return null;
    }

    private async Task<IResult> RunAsync(Guid id, HttpContext context)
    {
        var request = context.Request;
        if (!Tus.IsChunk(request))
        {
            return UploadRefusals.NotAChunk.ToProblem();
        }

        var (failure, upload) = await desk.FindAsync(id, context.RequestAborted);
        if (failure is not null
            || (failure = Check(request, upload, out var length)) is not null
            || (failure = ChunkChecksum.Read(request, out var checksum)) is not null)
        {
            await desk.DescribeAsync(context.Response, id, context.RequestAborted);
            return failure.ToProblem();
        }

        using var owned = checksum;
        failure = await TakeAsync(context, upload, length, checksum);
        if (failure is not null)
        {
            await desk.DescribeAsync(context.Response, id, CancellationToken.None);
            return failure.ToProblem();
        }

        return UploadDesk.Answer(
            context.Response, await completion.WaitAsync(upload, context.RequestAborted), TypedResults.NoContent());
    }

    private async Task<Failure?> TakeAsync(HttpContext context, Upload upload, long? length, ChunkChecksum? checksum)
    {
        // Whoever repeats the last request, because its answer got lost, has nothing left to send.
        if (!upload.IsOpen)
        {
            return null;
        }

        if (length is { } told)
        {
            upload.TellLength(told);
            if (told == upload.Received)
            {
                return await writer.SaveAsync(upload);
            }
        }

        return Admit(context, (upload.Length ?? options.Value.LargestFile) - upload.Received)
            ?? await writer.TakeAsync(upload, context.Request, checksum);
    }

    private Failure? Check(HttpRequest request, Upload upload, out long? length)
    {
        length = null;
        if (upload.Kind == UploadKind.Final)
        {
            return UploadRefusals.FinalTakesNoBytes;
        }

        if (Tus.ReadBytes(request, Tus.Offset, out var offset) is { } unreadable)
        {
            return unreadable;
        }

        if (offset is null)
        {
            return Failure.Invalid(Tus.Offset, "Say from where these bytes go on.");
        }

        if (offset != upload.Received)
        {
            return UploadRefusals.OffsetConflict;
        }

        return Tus.ReadBytes(request, Tus.Length, out length) ?? CheckLength(upload, ref length);
    }

    // The length is told once; repeating it is no error, changing it is.
    private Failure? CheckLength(Upload upload, ref long? length)
    {
        if (length is null || length == upload.Length)
        {
            length = null;
            return null;
        }

        return upload.Length is not null || length < upload.Received
            ? Failure.Invalid(Tus.Length, "The length is known already, or more bytes than that have arrived.")
            : length > options.Value.LargestFile ? UploadRefusals.TooLarge(options.Value.LargestFile)
            : null;
    }
}
