using DigitalDocs.Contracts.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Documents;

/// <summary>Says before any byte is sent what would be said after the last one. Nothing is kept.</summary>
internal static class CheckUpload
{
    public static async Task<Results<Ok<UploadCheck>, ProblemHttpResult>> HandleAsync(
        UploadIntent intent, DocumentIntake intake, CancellationToken ct)
    {
        var fields = UploadFields.Of(intent);
        var (failure, _) = await intake.CheckAsync(fields, files: 1, ct);
        if (failure is not null)
        {
            return failure.ToProblem();
        }

        return TypedResults.Ok(new UploadCheck(
            fields is { LinksDuplicates: true, Sha256: [var hash] } ? await intake.FindDuplicateAsync(hash, ct) : null));
    }
}
