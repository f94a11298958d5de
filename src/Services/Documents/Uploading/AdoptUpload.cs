using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Documents;

/// <summary>
/// Makes a document of a file that the caller has sent to the bucket directly: it is read, hashed, encrypted and checked
/// like any upload, and what was sent is removed.
/// </summary>
internal static class AdoptUpload
{
    public static async Task<Results<Accepted<UploadAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext context, DocumentIntake intake, IncomingBlobs incoming, Caller caller, CancellationToken ct)
    {
        var name = context.Request.Query["name"].ToString();
        if (name.Length == 0)
        {
            return Failure.Invalid("name", "The name of the file is missing.").ToProblem();
        }

        var fields = new UploadFields();
        foreach (var (field, values) in context.Request.Query.Where(parameter => parameter.Key != "name"))
        {
            fields.AddAll(field, values);
        }

        if (fields.Check(1) is { } invalid)
        {
            return invalid.ToProblem();
        }

        await using var content = incoming.IsOffered ? await incoming.OpenAsync(caller.AgencyId, caller.UserId, id, ct) : null;
        if (content is null)
        {
            return Failure.NotFound("direct upload", id).ToProblem();
        }

        // The address took exactly as many bytes as the storage service had allowed.
        var staged = await intake.StageAsync(FileName.Clean(name), content, long.MaxValue, ct);
        var (refusal, documents) = await intake.CommitAsync([staged], fields, caller.Ref(), ct);
        if (refusal is null)
        {
            await incoming.RemoveAsync(caller.AgencyId, caller.UserId, id, CancellationToken.None);
        }

        return refusal is null ? UploadDocument.Answer(documents) : refusal.ToProblem();
    }
}
