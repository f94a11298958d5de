using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Documents;

/// <summary>A further file for a document; the versions before it stay as they are.</summary>
internal static class AddVersion
{
    public static async Task<Results<Created<VersionDto>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext context, VersionIntake versions, CancellationToken ct)
    {
        var (failure, version) = await versions.AddAsync(id, context, ct);
        return version is null
            ? failure!.ToProblem()
            : TypedResults.Created($"{Routes.Base}/documents/{id}/versions/{version.Number}/content", ListVersions.ToDto(version));
    }
}
