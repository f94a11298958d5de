using DigitalDocs.Contracts.Documents;

namespace DigitalDocs.Contracts.Events;

/// <summary>Every byte of a resumable upload is safe: the documents service makes a document of it.</summary>
/// <param name="Roles">What the sender was when the last byte came; what they may do is asked anew.</param>
/// <param name="Manifest">Key of an <see cref="Storage.UploadManifest"/> in the blob store.</param>
public sealed record UploadReceived(
    Guid UploadId,
    Guid Agency,
    PersonRef Owner,
    IReadOnlyList<string> Roles,
    UploadIntent Intent,
    string Manifest) : IEvent
{
    public static string EventType => "upload.received.v1";

    public string Subject => UploadId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>What became of a resumable upload: a document, or a reason why not. Its pieces are needed no longer.</summary>
/// <param name="DocumentId">Null when the file was refused.</param>
/// <param name="DuplicateOf">The document with the same bytes, when there was one.</param>
/// <param name="Code">Why it was refused, as the ordinary upload says it.</param>
public sealed record UploadSettled(
    Guid UploadId,
    Guid Agency,
    Guid? DocumentId,
    Guid? DuplicateOf,
    string? Sha256,
    string? Code,
    int? Status,
    string? Detail) : IEvent
{
    public static string EventType => "upload.settled.v1";

    public string Subject => UploadId.ToString();

    public Guid? AgencyId => Agency;
}
