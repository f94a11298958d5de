using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Ocr;

/// <summary>For the documents service: it serves the picture itself, from the blob store.</summary>
internal static class DrawPageNow
{
    public static async Task<Results<Ok<DrawnPage>, ProblemHttpResult>> HandleAsync(
        DrawPage request, PagePictures pictures, Caller caller, CancellationToken ct)
    {
        var isOwn = request.BlobFolder.StartsWith($"{caller.AgencyId}/documents/", StringComparison.Ordinal)
            && !request.BlobFolder.Contains("..", StringComparison.Ordinal);
        var key = isOwn && request.Page is > 0 and < 100_000
            ? await pictures.FindOrDrawAsync(request.BlobFolder, request.Name, request.Page, ct)
            : null;
        return key is null
            ? Failure.NotFound("page", request.Page).ToProblem()
            : TypedResults.Ok(new DrawnPage(key));
    }
}
