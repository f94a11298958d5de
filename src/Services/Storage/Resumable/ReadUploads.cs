using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Http;
using DigitalDocs.Storage.Resumable.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Resumable;

/// <summary>Says where uploads stand: to clients of the protocol in headers, to everybody else in JSON.</summary>
internal static class ReadUploads
{
    public static async Task<IResult> HeadAsync(Guid id, HttpContext context, UploadDesk desk, CancellationToken ct)
    {
        var (failure, upload) = await desk.FindAsync(id, ct);
        if (failure is not null)
        {
            return failure.ToProblem();
        }

        Tus.DescribeWhole(context.Response, upload);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok();
    }

    public static async Task<Results<Ok<UploadDto>, ProblemHttpResult>> GetAsync(
        Guid id, UploadDesk desk, CancellationToken ct) =>
        await desk.Own.AsNoTracking().FirstOrDefaultAsync(upload => upload.Id == id, ct) is { } upload
            ? TypedResults.Ok(desk.ToDto(upload))
            : Failure.NotFound("upload", id).ToProblem();

    public static async Task<Results<Ok<Page<UploadDto>>, ProblemHttpResult>> ListAsync(
        UploadDesk desk, Cursors cursors, CancellationToken ct, int? limit = null, string? cursor = null)
    {
        if (cursors.Read<UploadPosition>(limit, cursor, out var take, out var position) is { } failure)
        {
            return failure.ToProblem();
        }

        var after = position?.Id;
        var found = await desk.Own.AsNoTracking()
            .Where(upload => after == null || upload.Id.CompareTo(after.Value) < 0)
            .OrderByDescending(upload => upload.Id).Take(take + 1).ToListAsync(ct);
        var next = found.Count > take ? cursors.Seal(new UploadPosition(found[take - 1].Id)) : null;
        return TypedResults.Ok(new Page<UploadDto>([.. found.Take(take).Select(desk.ToDto)], next));
    }

    /// <summary>What this server can do.</summary>
    public static IResult Describe(HttpContext context, IOptions<UploadsOptions> options)
    {
        var headers = context.Response.Headers;
        headers[Tus.Resumable] = Tus.Version;
        headers["Tus-Version"] = Tus.Version;
        headers["Tus-Extension"] = Tus.Extensions;
        headers["Tus-Max-Size"] = $"{options.Value.LargestFile}";
        headers["Tus-Checksum-Algorithm"] = ChunkChecksum.Algorithms;
        return TypedResults.NoContent();
    }

    private sealed record UploadPosition(Guid Id);
}
