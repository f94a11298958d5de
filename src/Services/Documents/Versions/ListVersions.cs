using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

internal static class ListVersions
{
    public static async Task<Results<Ok<Page<VersionDto>>, ProblemHttpResult>> HandleAsync(
        Guid id, DocumentsDb db, Caller caller, CancellationToken ct)
    {
        if (await db.FindVisibleAsync(id, caller, ct) is null)
        {
            return Failure.NotFound("document", id).ToProblem();
        }

        var versions = await db.Versions.AsNoTracking().Where(version => version.DocumentId == id)
            .OrderByDescending(version => version.Number).ToListAsync(ct);
        return TypedResults.Ok(new Page<VersionDto>([.. versions.Select(ToDto)], null));
    }

    public static VersionDto ToDto(DocumentVersion version) => new(
        version.Number, version.Name, version.MediaType, version.Size, version.Sha256, version.CreatedAt,
        new PersonRef(version.CreatedBy, version.CreatedByName));
}
