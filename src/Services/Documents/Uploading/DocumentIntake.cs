using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Documents;

/// <summary>
/// Takes files in: bytes first, encrypted and hashed, then rows and events in one transaction. What happens in between
/// (a crash, a refusal) leaves at most bytes that no row points at.
/// </summary>
internal sealed class DocumentIntake(
    DocumentsDb db, IBlobStore blobs, Caller caller, TimeProvider clock, IOptions<DocumentsOptions> options)
{
    private readonly long _largestFile = options.Value.LargestFile;

    /// <summary>Takes one file in as if the owner had uploaded it.</summary>
    /// <param name="owner">A member of the agency that the current caller acts in.</param>
    /// <exception cref="InvalidOperationException">The file was refused.</exception>
    public async Task<UploadedDocument> AddAsync(
        PersonRef owner, string name, Stream content, Guid? transactionId, IEnumerable<string> tags, CancellationToken ct)
    {
        var fields = new UploadFields();
        fields.AddAll("tags", tags);
        if (transactionId is { } transaction)
        {
            fields.Add("transactionId", transaction.ToString());
        }

        var file = await StageAsync(name, content, ct);
        var (failure, answer) = await CommitAsync([file], fields, owner, ct);
        return failure is null && answer[0].Problem is null
            ? answer[0]
            : throw new InvalidOperationException($"The file was refused: {failure?.Code ?? answer[0].Problem!.Code}.");
    }

    /// <summary>Stores the bytes of one file.</summary>
    public Task<StagedFile> StageAsync(string name, Stream content, CancellationToken ct) =>
        StageAsync(name, content, _largestFile, ct);

    /// <summary>The same with a cap of its own.</summary>
    public async Task<StagedFile> StageAsync(string name, Stream content, long cap, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var key = DerivedBlobs.Original(BlobKey.DocumentVersion(caller.AgencyId, id, 1));
        var inspected = new InspectedContent(content, cap);
        try
        {
            var receipt = await blobs.PutAsync(key, inspected, ct);
            var file = new StoredFile(
                name,
                FileKind.Of(inspected.Head, name),
                receipt.Length,
                receipt.Sha256,
                Malware.FindIn(inspected.Head));
            return new StagedFile(id, key, file, receipt.Length == 0 ? Refusals.EmptyFile : null);
        }
        catch (FileTooLargeException)
        {
            return StagedFile.Refused(name, inspected.Count, Refusals.TooLarge(cap));
        }
    }

    /// <summary>Makes documents of what was stored: one transaction for all files of an upload.</summary>
    public Task<(Failure? Failure, IReadOnlyList<UploadedDocument> Documents)> CommitAsync(
        IReadOnlyList<StagedFile> files, UploadFields fields, PersonRef owner, CancellationToken ct) =>
        CommitAsync(files, fields, owner, _ => { }, ct);

    /// <summary>The same, with something that is saved together with the documents.</summary>
    public async Task<(Failure? Failure, IReadOnlyList<UploadedDocument> Documents)> CommitAsync(
        IReadOnlyList<StagedFile> files,
        UploadFields fields,
        PersonRef owner,
        Action<IReadOnlyList<UploadedDocument>> together,
        CancellationToken ct)
    {
        var (failure, transactionName) = await CheckAsync(fields, files.Count, ct);
        if (failure is not null)
        {
            await DiscardAsync(files);
            return (failure, []);
        }

        var decided = Verify(files, fields.Sha256);
        var answer = Decide(decided, fields, owner, transactionName, await DuplicatesAsync(decided, fields, ct));
        together(answer);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch
        {
            await DiscardUnsavedAsync(files);
            throw;
        }

        var kept = answer.Where(document => document.DuplicateOf != document.Id).Select(document => document.Id).ToHashSet();
        await DiscardAsync(files.Where(file => !kept.Contains(file.DocumentId)));
        return (null, answer);
    }

    /// <summary>Whether files with these fields would be taken from the caller.</summary>
    /// <returns>The name of the transaction they would go to.</returns>
    public async Task<(Failure? Failure, string? TransactionName)> CheckAsync(
        UploadFields fields, int files, CancellationToken ct) =>
        fields.Check(files) is { } invalid ? (invalid, null) : await TransactionAsync(fields.TransactionId, ct);

    /// <summary>The document with these bytes that the caller may see, when there is one.</summary>
    public Task<Guid?> FindDuplicateAsync(string sha256, CancellationToken ct) =>
        db.Documents.VisibleTo(caller).Where(document => document.DeletedAt == null && document.Sha256 == sha256)
            .OrderBy(document => document.Id).Select(document => (Guid?)document.Id).FirstOrDefaultAsync(ct);

    /// <summary>Removes bytes that no row will point at.</summary>
    public async Task DiscardAsync(IEnumerable<StagedFile> files)
    {
        foreach (var key in files.Select(file => file.BlobKey).OfType<string>())
        {
            await blobs.DeleteAsync(key, CancellationToken.None);
        }
    }

    // A commit whose answer got lost may have been one: bytes that a row points at are kept, and when nobody can tell,
    // too much is kept rather than too little.
    private async Task DiscardUnsavedAsync(IReadOnlyList<StagedFile> files)
    {
        db.ChangeTracker.Clear();
        var ids = files.Select(file => file.DocumentId).ToArray();
        var saved = await db.Documents.AsNoTracking().Where(document => ids.Contains(document.Id))
            .Select(document => document.Id).ToListAsync(CancellationToken.None);
        await DiscardAsync(files.Where(file => !saved.Contains(file.DocumentId)));
    }

    private static List<StagedFile> Verify(IReadOnlyList<StagedFile> files, IReadOnlyList<string> declared) =>
        declared.Count == 0
            ? [.. files]
            : [.. files.Zip(declared, (file, hash) => file.Refusal is null && file.File.Sha256 != hash
                ? file with { Refusal = Refusals.ChecksumMismatch }
                : file)];

    private async Task<(Failure? Failure, string? Name)> TransactionAsync(Guid? id, CancellationToken ct)
    {
        if (id is not { } transactionId)
        {
            return (null, null);
        }

        return await db.Transactions.VisibleTo(db, caller).Where(transaction => transaction.Id == transactionId)
            .Select(transaction => transaction.Name).FirstOrDefaultAsync(ct) is { } name
            ? (null, name)
            : (Failure.NotFound("transaction", transactionId), null);
    }

    private async Task<Dictionary<string, Duplicate>> DuplicatesAsync(
        List<StagedFile> files, UploadFields fields, CancellationToken ct)
    {
        if (!fields.LinksDuplicates)
        {
            return [];
        }

        var hashes = files.Where(file => file.Refusal is null).Select(file => file.File.Sha256).Distinct().ToArray();
        var found = await db.Documents.VisibleTo(caller)
            .Where(document => document.DeletedAt == null && hashes.Contains(document.Sha256))
            .OrderBy(document => document.Id)
            .Select(document => new { document.Sha256, document.Id, document.Status })
            .ToListAsync(ct);
        return found.GroupBy(document => document.Sha256)
            .ToDictionary(same => same.Key, same => new Duplicate(same.First().Id, same.First().Status));
    }

    private List<UploadedDocument> Decide(
        List<StagedFile> files,
        UploadFields fields,
        PersonRef owner,
        string? transactionName,
        Dictionary<string, Duplicate> duplicates)
    {
        var answer = new List<UploadedDocument>(files.Count);
        foreach (var (id, _, file, refusal) in files)
        {
            if (refusal is not null)
            {
                answer.Add(new(null, file.Name, file.Size, null, "refused", null, refusal.ToPart()));
            }
            else if (duplicates.TryGetValue(file.Sha256, out var same))
            {
                answer.Add(new(same.Id, file.Name, file.Size, file.Sha256, same.Status, same.Id));
            }
            else
            {
                var document = Receive(id, file, fields, owner, transactionName);
                answer.Add(new(id, file.Name, file.Size, file.Sha256, document.Status, null));
                if (fields.LinksDuplicates)
                {
                    duplicates[file.Sha256] = new(id, document.Status);
                }
            }
        }

        return answer;
    }

    private Document Receive(Guid id, StoredFile file, UploadFields fields, PersonRef owner, string? transactionName)
    {
        var now = clock.GetUtcNow();
        var document = Document.Receive(id, caller.AgencyId, file, owner, now);
        document.MoveToTransaction(fields.TransactionId);
        document.Tag(fields.Tags);
        if (fields.Class is { } code)
        {
            document.ClassifyByPerson(code);
        }

        db.Documents.Add(document);
        db.Versions.Add(DocumentVersion.CurrentOf(document, owner, now));
        db.Record("document.uploaded", "document", id, details: $"sha256:{file.Sha256}");
        db.PublishArrival(document, document.State(transactionName));
        return document;
    }

    private sealed record Duplicate(Guid Id, string Status);
}

/// <summary>A file of an upload whose bytes are stored, or that is refused.</summary>
internal sealed record StagedFile(Guid DocumentId, string? BlobKey, StoredFile File, Failure? Refusal)
{
    public static StagedFile Refused(string name, long size, Failure failure) =>
        new(Guid.Empty, null, new StoredFile(name, FileKind.Unknown, size, ""), failure);
}

internal static class Arrivals
{
    /// <summary>Tells that a version is safe, or that it holds malware.</summary>
    public static void PublishArrival(this DocumentsDb db, Document document, DocumentState state)
    {
        if (document.IsQuarantined)
        {
            db.Record("document.quarantined", "document", document.Id);
            db.Publish(new DocumentQuarantined(document.Id, document.AgencyId, document.StatusReason!, state));
        }
        else if (document.Version == 1)
        {
            db.Publish(new DocumentUploaded(
                document.Id, document.AgencyId, document.Version, document.Name, document.MediaType, document.Size,
                document.Sha256, document.BlobFolder, state));
        }
        else
        {
            db.Publish(new DocumentVersionAdded(
                document.Id, document.AgencyId, document.Version, document.Name, document.MediaType, document.Size,
                document.Sha256, document.BlobFolder, state));
        }
    }
}
