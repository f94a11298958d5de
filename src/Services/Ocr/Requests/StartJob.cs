using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Ocr;

internal static class StartJob
{
    public static async Task<Results<Accepted<OcrJobDto>, ProblemHttpResult>> HandleAsync(
        StartOcrJob request, OcrDb db, IBlobStore blobs, Caller caller, JobSignal<OcrJob> signal, TimeProvider clock, CancellationToken ct)
    {
        var folder = BlobKey.DocumentVersion(caller.AgencyId, request.DocumentId, request.Version);
        if (request.Version < 1 || !await blobs.ExistsAsync(DerivedBlobs.Original(folder), ct))
        {
            return Failure.NotFound("document version", request.DocumentId).ToProblem();
        }

        var job = OcrJob.For(caller.AgencyId, request.DocumentId, request.Version, folder, request.Name, clock.GetUtcNow());
        db.Jobs.Add(job);
        await db.SaveChangesAsync(ct);
        signal.Wake();
        return TypedResults.Accepted($"/api/v1/ocr/jobs/{job.Id}", job.ToDto());
    }
}
