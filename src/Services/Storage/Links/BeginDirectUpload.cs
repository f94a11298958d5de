using System.Globalization;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Storage.Links;

/// <summary>Gives out an address of the bucket to which one file can be sent, and removes what nobody completed.</summary>
internal static class BeginDirectUpload
{
    private const int LongestName = 255;
    private const int Batch = 500;

    public static async Task<Results<Created<DirectUploadDto>, ProblemHttpResult>> HandleAsync(
        DirectUploadRequest request, StorageDb db, IncomingBlobs incoming, Caller caller, TimeProvider clock,
        IOptions<LinksOptions> options, CancellationToken ct)
    {
        if (!incoming.IsOffered)
        {
            return LinkRefusals.NotOffered.ToProblem();
        }

        if (Check(request, options.Value) is { } failure)
        {
            return failure.ToProblem();
        }

        var now = clock.GetUtcNow();
        var upload = new DirectUpload
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = caller.AgencyId,
            Name = request.Name,
            Size = request.Size,
            CreatedBy = caller.UserId,
            CreatedAt = now,
            ExpiresAt = now + options.Value.UploadTime,
        };
        db.DirectUploads.Add(upload);
        db.Record("upload.direct-begun", "upload", upload.Id);
        await db.SaveChangesAsync(ct);
        var url = await incoming.SignAsync(caller.AgencyId, caller.UserId, upload.Id, upload.Size, upload.ExpiresAt);
        return TypedResults.Created((string?)null, new DirectUploadDto(
            upload.Id,
            "PUT",
            url,
            new Dictionary<string, string> { ["Content-Length"] = upload.Size.ToString(CultureInfo.InvariantCulture) },
            upload.ExpiresAt,
            $"{Routes.Base}/documents/upload/direct/{upload.Id}?name={Uri.EscapeDataString(upload.Name)}"));
    }

    /// <summary>Removes the bytes of uploads whose time is over twice: the second time is for completing them.</summary>
    public static async Task SweepAsync(IServiceProvider services, CancellationToken ct)
    {
        var incoming = services.GetRequiredService<IncomingBlobs>();
        if (!incoming.IsOffered)
        {
            return;
        }

        await using var scope = services.ScopeFor(Guid.Empty);
        var db = scope.ServiceProvider.GetRequiredService<StorageDb>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var before = now - scope.ServiceProvider.GetRequiredService<IOptions<LinksOptions>>().Value.UploadTime;
        var over = await db.AcrossAgencies<DirectUpload>("sweep of direct uploads")
            .Where(upload => upload.CompletedAt == null && upload.ExpiresAt < before)
            .OrderBy(upload => upload.ExpiresAt).Take(Batch).ToListAsync(ct);
        foreach (var upload in over)
        {
            await incoming.RemoveAsync(upload.AgencyId, upload.CreatedBy, upload.Id, ct);
            upload.CompletedAt = now;
        }

        await db.SaveChangesAsync(ct);
    }

    private static Failure? Check(DirectUploadRequest request, LinksOptions options) =>
        request.Name is not { Length: > 0 and <= LongestName } ? Failure.Invalid("name", $"1 to {LongestName} characters.")
        : request.Size < 1 ? Failure.Invalid("size", "At least one byte.")
        : request.Size > options.LargestUpload ? LinkRefusals.TooLarge(options.LargestUpload)
        : null;
}
