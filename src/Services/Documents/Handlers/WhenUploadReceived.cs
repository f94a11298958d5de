using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>
/// Makes a document of a resumable upload, by the rules of the ordinary upload and as the person who sent it. The pieces
/// are streamed into one object; then document, events and outcome are one transaction. Killed at any point it begins
/// anew, and an upload that is handed over again has its outcome already.
/// </summary>
internal sealed class WhenUploadReceived(
    DocumentsDb db, DocumentIntake intake, IBlobStore blobs, Caller caller, ActingPerson acting, TimeProvider clock)
    : IEventHandler<UploadReceived>
{
    public async Task<HandlerOutcome> HandleAsync(UploadReceived @event, CancellationToken ct)
    {
        if (await db.UploadOutcomes.AsNoTracking().FirstOrDefaultAsync(o => o.UploadId == @event.UploadId, ct) is { } known)
        {
            return await TellAsync(known, ct);
        }

        if (!await acting.BecomeAsync(caller, @event.Owner.Id, @event.Owner.Name, @event.Roles, ct)
            || !caller.May(Permissions.DocumentsCreate))
        {
            return await RefuseAsync(@event, Failure.Forbidden(Permissions.DocumentsCreate), ct);
        }

        StagedFile file;
        try
        {
            file = await StageAsync(@event, ct);
        }
        catch (BlobCorruptException)
        {
            return await RefuseAsync(@event, Refusals.UploadDamaged, ct);
        }

        var fields = UploadFields.Of(@event.Intent);
        var (failure, _) = await intake.CommitAsync([file], fields, @event.Owner, Together, ct);
        return failure is null ? HandlerOutcome.Done : await RefuseAsync(@event, failure, ct);

        void Together(IReadOnlyList<UploadedDocument> documents)
        {
            var outcome = UploadOutcome.Of(@event, documents[0], clock.GetUtcNow());
            db.UploadOutcomes.Add(outcome);
            db.Publish(outcome.ToEvent());
        }
    }

    private async Task<StagedFile> StageAsync(UploadReceived upload, CancellationToken ct)
    {
        var manifest = await blobs.GetJsonAsync<UploadManifest>(upload.Manifest, ct)
            ?? throw new BlobCorruptException(upload.Manifest, "it is missing");
        await using var content = new JoinedParts(blobs, manifest.Parts);

        // The storage service has held it to its own cap, which is larger than that of files sent in one piece.
        return await intake.StageAsync(FileName.Clean(upload.Intent.Name), content, long.MaxValue, ct);
    }

    private async Task<HandlerOutcome> RefuseAsync(UploadReceived upload, Failure failure, CancellationToken ct)
    {
        var outcome = UploadOutcome.Refused(upload, failure, clock.GetUtcNow());
        db.UploadOutcomes.Add(outcome);
        return await TellAsync(outcome, ct);
    }

    private async Task<HandlerOutcome> TellAsync(UploadOutcome outcome, CancellationToken ct)
    {
        db.Publish(outcome.ToEvent());
        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
