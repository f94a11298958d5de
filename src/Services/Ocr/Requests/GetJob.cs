using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Ocr;

internal static class GetJob
{
    public static async Task<Results<Ok<OcrJobDto>, ProblemHttpResult>> HandleAsync(Guid id, OcrDb db, CancellationToken ct) =>
        await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == id, ct) is { } job
            ? TypedResults.Ok(job.ToDto())
            : Failure.NotFound("job", id).ToProblem();
}
