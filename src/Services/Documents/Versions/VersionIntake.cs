using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Leases;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Documents;

/// <summary>Takes a further version in: read, check, give it its number, commit.</summary>
internal sealed class VersionIntake(
    DocumentsDb db, DocumentIntake intake, IBlobStore blobs, ILeases leases, IOptions<DocumentsOptions> options,
    Caller caller, TimeProvider clock)
{
    private static readonly TimeSpan CopyTime = TimeSpan.FromMinutes(2);

    public async Task<(Failure? Failure, DocumentVersion? Version)> AddAsync(Guid id, HttpContext context, CancellationToken ct)
    {
        if (await db.FindVisibleAsync(id, caller, ct) is not { } document)
        {
            return (Failure.NotFound("document", id), null);
        }

        if (!caller.May(Permissions.DocumentsEdit, document))
        {
            return (await db.DenyAsync(document, Permissions.DocumentsEdit, ct), null);
        }

        if ((document.IsQuarantined ? Refusals.Quarantined : Etag.CheckIfMatch(context, document.Revision)) is { } no)
        {
            return (no, null);
        }

        var upload = new UploadReading(intake, options.Value);
        if (await UploadDocument.ReadAsync(context, upload, intake, options.Value, ct) is { } failure)
        {
            return (failure, null);
        }

        try
        {
            return Check(document, upload) is { } refusal ? (refusal, null) : await TakeAsync(document, upload.Files[0], ct);
        }
        finally
        {
            await intake.DiscardAsync(upload.Files);
        }
    }

    private static Failure? Check(Document document, UploadReading upload)
    {
        if (upload.Fields.Check(upload.Files.Count) is { } invalid)
        {
            return invalid;
        }

        if (upload.Files.Count != 1)
        {
            return Failure.Invalid("files", "A version is one file.");
        }

        var file = upload.Files[0];
        return file.Refusal
            ?? (upload.Fields.Sha256 is [{ } declared] && declared != file.File.Sha256 ? Refusals.ChecksumMismatch
            : file.File.Malware is not null ? Refusals.MalwareFound
            : file.File.Sha256 == document.Sha256 ? Refusals.SameContent
            : null);
    }

    // The bytes came in under a name of their own; numbers are given out one at a time, so that two senders
    // never write the same place.
    private async Task<(Failure? Failure, DocumentVersion? Version)> TakeAsync(
        Document document, StagedFile staged, CancellationToken ct)
    {
        if (await leases.TryTakeAsync($"documents.version:{document.Id}", CopyTime, ct) is not { } lease)
        {
            return (Refusals.VersionUnderWay, null);
        }

        try
        {
            await db.Entry(document).ReloadAsync(ct);
            var key = DerivedBlobs.Original(document.FolderOf(document.Version + 1));
            await using (var content = await blobs.OpenReadAsync(staged.BlobKey!, ct))
            {
                await blobs.PutAsync(key, content!, staged.File.Sha256, ct);
            }

            return await CommitAsync(document, staged.File, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (Failure.PreconditionFailed(), null);
        }
        finally
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    private async Task<(Failure? Failure, DocumentVersion? Version)> CommitAsync(
        Document document, StoredFile file, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        document.AddVersion(file, now);
        var version = DocumentVersion.CurrentOf(document, caller.Ref(), now);
        db.Versions.Add(version);
        db.Record("document.version-added", "document", document.Id, details: $"version:{version.Number} sha256:{file.Sha256}");
        db.PublishArrival(document, await db.StateOfAsync(document, ct));
        await db.SaveChangesAsync(ct);
        return (null, version);
    }
}
