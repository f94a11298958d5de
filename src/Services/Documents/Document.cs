using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;

namespace DigitalDocs.Documents;

/// <summary>A document: one file in its current version, what was read from it, and what people said of it.</summary>
internal sealed class Document : IAgencyOwned
{
    private const char TagMark = '\n';

    private Document()
    {
    }

    public Guid Id { get; private init; }

    public Guid AgencyId { get; set; }

    /// <summary>Rises with every change; guards against two writers.</summary>
    public long Revision { get; private set; }

    public int Version { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name in lower case, for sorting and looking up.</summary>
    public string NameKey { get; private set; } = "";

    public string MediaType { get; private set; } = "";

    public long Size { get; private set; }

    public string Sha256 { get; private set; } = "";

    public string Status { get; private set; } = DocumentStatus.Received;

    public string? StatusReason { get; private set; }

    public DateTimeOffset StatusAt { get; private set; }

    /// <summary>How often it was sent to be read again.</summary>
    public int Attempts { get; private set; }

    public int? PageCount { get; private set; }

    public Guid? TransactionId { get; private set; }

    public Guid GrantSetId { get; private set; }

    public Guid OwnerId { get; private init; }

    public string OwnerName { get; private init; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>Each tag between line feeds, so that SQL can look for one.</summary>
    public string TagList { get; private set; } = "";

    public string? ClassCode { get; private set; }

    public double? ClassConfidence { get; private set; }

    public string? TextBlob { get; private set; }

    /// <summary>Why some or all of it could not be read.</summary>
    public string? ReadNote { get; private set; }

    public DocumentClass? Class { get; private set; }

    public string? Summary { get; private set; }

    public IReadOnlyList<FieldValue> Fields { get; private set; } = [];

    public IReadOnlyList<DocumentPart> Parts { get; private set; } = [];

    /// <summary>Fields that a person set or removed: the AI's values for them are ignored for ever.</summary>
    public IReadOnlyList<string> EditedFields { get; private set; } = [];

    public IReadOnlyList<string> Tags => TagList.Split(TagMark, StringSplitOptions.RemoveEmptyEntries);

    public string BlobFolder => FolderOf(Version);

    public bool IsQuarantined => Status == DocumentStatus.Quarantined;

    /// <summary>What <see cref="TagList"/> contains when the document carries the tag.</summary>
    public static string TagPattern(string tag) => $"{TagMark}{tag}{TagMark}";

    public static Document Receive(Guid id, Guid agencyId, StoredFile file, PersonRef owner, DateTimeOffset now)
    {
        var document = new Document
        {
            Id = id,
            AgencyId = agencyId,
            OwnerId = owner.Id,
            OwnerName = owner.Name,
            GrantSetId = owner.Id,
            CreatedAt = now,
            StatusAt = now,
        };
        document.Take(file, now);
        return document;
    }

    public string FolderOf(int version) => BlobKey.DocumentVersion(AgencyId, Id, version);

    /// <summary>A further version takes the place of the current one and is read like the first.</summary>
    public void AddVersion(StoredFile file, DateTimeOffset now)
    {
        MoveTo(DocumentStatus.Received, null, now);
        Attempts = 0;
        PageCount = null;
        TextBlob = null;
        ReadNote = null;
        Take(file, now);
    }

    /// <summary>Reading has begun.</summary>
    /// <returns>False when it had begun before.</returns>
    public bool BeginProcessing(DateTimeOffset now) => Status == DocumentStatus.Stored && Move(DocumentStatus.Processing, null, now);

    /// <summary>Takes over what was read; the analysis may have come first.</summary>
    public void AcceptText(string? textBlob, int? pageCount, string? note, DateTimeOffset now)
    {
        TextBlob = textBlob;
        PageCount = pageCount;
        ReadNote = note;
        BeginProcessing(now);
        if (textBlob is null)
        {
            Become(DocumentStatus.Ready, note ?? "unreadable", now);
        }
        else if (Status == DocumentStatus.Ready)
        {
            StatusReason = note;
        }

        Revision++;
    }

    /// <summary>Takes over what the AI says, except where a person has decided.</summary>
    public void AcceptAnalysis(DocumentAnalysis analysis, DateTimeOffset now)
    {
        if (analysis.Class is { } found && Class?.By != "person")
        {
            Classify(found);
        }

        if (analysis.Fields is { } fields)
        {
            Fields =
            [
                .. Fields.Where(field => EditedFields.Contains(field.Name)),
                .. fields.Where(field => !EditedFields.Contains(field.Name)),
            ];
        }

        Summary = analysis.Summary ?? Summary;
        Parts = analysis.Parts ?? Parts;
        BeginProcessing(now);
        Become(DocumentStatus.Ready, ReadNote, now);
        Revision++;
    }

    /// <summary>Processing failed: nothing is lost, a person is told why.</summary>
    public void NeedAttention(string reason, DateTimeOffset now)
    {
        BeginProcessing(now);
        Become(DocumentStatus.Attention, reason, now);
        Revision++;
    }

    /// <summary>Sends it to be read once more.</summary>
    public void Retry(bool byPerson, DateTimeOffset now)
    {
        if (DocumentStatus.IsWaiting(Status))
        {
            StatusAt = now;
        }
        else
        {
            MoveTo(DocumentStatus.Processing, null, now);
        }

        Attempts = byPerson ? 0 : Attempts + 1;
        Revision++;
    }

    public void Rename(string name)
    {
        Name = name;
        NameKey = name.ToLowerInvariant();
    }

    public void ClassifyByPerson(string code) => Classify(new DocumentClass(code, null, 1, "person", null));

    public void Tag(IEnumerable<string> tags)
    {
        var list = string.Join(TagMark, tags.Distinct());
        TagList = list.Length == 0 ? "" : TagPattern(list);
    }

    /// <summary>Replaces all values of a field; none removes it. The AI never changes it again.</summary>
    public void SetField(string name, IEnumerable<FieldValue> values)
    {
        Fields = [.. Fields.Where(field => field.Name != name), .. values];
        EditedFields = [.. EditedFields.Append(name).Distinct()];
    }

    /// <summary>Puts it into a transaction, whose members then see it, or takes it out.</summary>
    public void MoveToTransaction(Guid? transactionId)
    {
        TransactionId = transactionId;
        GrantSetId = transactionId ?? OwnerId;
    }

    public void Delete(DateTimeOffset now)
    {
        DeletedAt = now;
        Revision++;
    }

    public void Restore()
    {
        DeletedAt = null;
        Revision++;
    }

    /// <summary>Marks a change made by the methods above that people call together.</summary>
    public void Touch() => Revision++;

    private void Take(StoredFile file, DateTimeOffset now)
    {
        Rename(file.Name);
        MediaType = file.MediaType;
        Size = file.Size;
        Sha256 = file.Sha256;
        Version++;
        Revision++;
        MoveTo(DocumentStatus.Scanning, null, now);
        MoveTo(file.Malware is null ? DocumentStatus.Stored : DocumentStatus.Quarantined, file.Malware, now);
    }

    private void Classify(DocumentClass found)
    {
        Class = found;
        ClassCode = found.Code;
        ClassConfidence = found.Confidence;
    }

    private void Become(string status, string? reason, DateTimeOffset now)
    {
        if (Status == status)
        {
            StatusReason = reason;
            return;
        }

        MoveTo(status, reason, now);
    }

    private bool Move(string status, string? reason, DateTimeOffset now)
    {
        MoveTo(status, reason, now);
        return true;
    }

    private void MoveTo(string status, string? reason, DateTimeOffset now)
    {
        if (!DocumentStatus.CanMove(Status, status))
        {
            throw new InvalidOperationException($"A document cannot go from {Status} to {status}.");
        }

        Status = status;
        StatusReason = reason;
        StatusAt = now;
    }
}
