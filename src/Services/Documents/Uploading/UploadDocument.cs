using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace DigitalDocs.Documents;

/// <summary>Takes files in, as the parts of a multipart body or as one raw body with a name in the query.</summary>
internal static class UploadDocument
{
    // Boundaries, part headers and fields on top of the files.
    private const long Overhead = 1 << 20;

    public static async Task<Results<Accepted<UploadAnswer>, ProblemHttpResult>> HandleAsync(
        HttpContext context, DocumentIntake intake, IOptions<DocumentsOptions> options, Caller caller, CancellationToken ct)
    {
        var upload = new UploadReading(intake, options.Value);
        if (await ReadAsync(context, upload, intake, options.Value, ct) is { } failure)
        {
            return failure.ToProblem();
        }

        var (refusal, documents) = await intake.CommitAsync(upload.Files, upload.Fields, caller.Ref(), ct);
        return refusal is null ? Answer(documents) : refusal.ToProblem();
    }

    /// <summary>Reads the whole body; what was stored of an upload that fails is removed again.</summary>
    public static async Task<Failure?> ReadAsync(
        HttpContext context, UploadReading upload, DocumentIntake intake, DocumentsOptions options, CancellationToken ct)
    {
        var request = context.Request;
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? ""
                : null;
        var cap = boundary is null ? options.LargestFile : options.LargestUpload + Overhead;
        if (request.ContentLength > cap)
        {
            return Refusals.TooLarge(cap);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = cap;
        }

        Failure? failure = null;
        var done = false;
        try
        {
            upload.ReadQuery(request.Query);
            failure = boundary is null
                ? await upload.ReadRawAsync(request, ct)
                : await upload.ReadMultipartAsync(boundary, request.Body, ct);
            done = failure is null;
        }
        catch (BrokenUploadException broken)
        {
            failure = broken.InnerException is BadHttpRequestException { StatusCode: 413 }
                ? Refusals.TooLarge(cap)
                : new Failure("unreadable", 400, "The upload breaks off or is not what its headers say.");
        }
        finally
        {
            if (!done)
            {
                await intake.DiscardAsync(upload.Files);
            }
        }

        return failure;
    }

    /// <summary>What became of the files; when none was taken, why.</summary>
    public static Results<Accepted<UploadAnswer>, ProblemHttpResult> Answer(IReadOnlyList<UploadedDocument> documents)
    {
        if (documents.FirstOrDefault(document => document.Id is not null) is { } first)
        {
            return TypedResults.Accepted($"{Routes.Base}/documents/{first.Id}", new UploadAnswer(documents));
        }

        // Nothing was taken: the first reason is the answer, and each file's own stands beside it.
        var problem = documents[0].Problem!;
        return TypedResults.Problem(problem.Detail, statusCode: problem.Status, extensions: new Dictionary<string, object?>
        {
            ["code"] = problem.Code,
            ["documents"] = documents,
        });
    }
}
