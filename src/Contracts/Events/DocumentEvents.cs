using DigitalDocs.Contracts.Documents;

namespace DigitalDocs.Contracts.Events;

/// <summary>A file is safe: stored, hashed, encrypted. Processing may begin.</summary>
/// <param name="BlobFolder">Where the version lives in the blob store: <c>{folder}/original</c>, derived files beside it.</param>
public sealed record DocumentUploaded(
    Guid DocumentId,
    Guid Agency,
    int Version,
    string Name,
    string MediaType,
    long Size,
    string Sha256,
    string BlobFolder,
    DocumentState Document) : IEvent
{
    public static string EventType => "document.uploaded.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>A further version is safe; it is read like the first.</summary>
public sealed record DocumentVersionAdded(
    Guid DocumentId,
    Guid Agency,
    int Version,
    string Name,
    string MediaType,
    long Size,
    string Sha256,
    string BlobFolder,
    DocumentState Document) : IEvent
{
    public static string EventType => "document.version-added.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>The document moved in its state machine, or reading it went on by some pages.</summary>
/// <param name="PagesDone">Pages read so far, when known.</param>
public sealed record DocumentStatusChanged(
    Guid DocumentId,
    Guid Agency,
    string Status,
    string? Reason,
    int? PagesDone,
    int? PageCount,
    DocumentState Document) : IEvent
{
    public static string EventType => "document.status-changed.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>Processing ended: the document is <c>ready</c> or needs <c>attention</c>.</summary>
public sealed record DocumentAvailable(Guid DocumentId, Guid Agency, DocumentState Document) : IEvent
{
    public static string EventType => "document.available.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>Name, class, tags, fields, transaction or text changed.</summary>
public sealed record DocumentMetadataChanged(Guid DocumentId, Guid Agency, DocumentState Document) : IEvent
{
    public static string EventType => "document.metadata-changed.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>Malware was found; the file is never served.</summary>
public sealed record DocumentQuarantined(Guid DocumentId, Guid Agency, string Reason, DocumentState Document) : IEvent
{
    public static string EventType => "document.quarantined.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>A share was made, changed or revoked; member shares become grants.</summary>
/// <param name="MemberId">The member it is for; null for links.</param>
/// <param name="Permissions">Empty when the share was revoked.</param>
public sealed record DocumentShared(
    Guid DocumentId,
    Guid Agency,
    Guid ShareId,
    string Kind,
    Guid? MemberId,
    IReadOnlyList<string> Permissions,
    DateTimeOffset? ExpiresAt) : IEvent
{
    public static string EventType => "document.shared.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>Somebody opened a share link.</summary>
public sealed record DocumentShareOpened(Guid DocumentId, Guid Agency, Guid ShareId) : IEvent
{
    public static string EventType => "document.share-opened.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>The document went to the trash.</summary>
public sealed record DocumentDeleted(Guid DocumentId, Guid Agency, long Revision) : IEvent
{
    public static string EventType => "document.deleted.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>A closing file was made or changed.</summary>
/// <param name="Members">Users whom the file is granted to.</param>
public sealed record TransactionChanged(
    Guid TransactionId,
    Guid Agency,
    string Name,
    string? FileNumber,
    string State,
    bool Deleted,
    IReadOnlyList<Guid> Members,
    int Revision) : IEvent
{
    public static string EventType => "transaction.changed.v1";

    public string Subject => TransactionId.ToString();

    public Guid? AgencyId => Agency;
}
