using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Storage.Resumable;

/// <summary>A file on its way in pieces. What it says has been received lies in the blob store, durably.</summary>
internal sealed class Upload : IAgencyOwned
{
    private Upload()
    {
    }

    public Guid Id { get; private init; }

    public Guid AgencyId { get; set; }

    /// <summary>Rises with every change; of two writers at once one wins.</summary>
    public long Revision { get; private set; }

    public Guid OwnerId { get; private init; }

    public string OwnerName { get; private init; } = "";

    /// <summary>The owner's roles when the last byte came, between commas.</summary>
    public string OwnerRoles { get; private set; } = "";

    public string Kind { get; private init; } = UploadKind.Single;

    public string Status { get; private set; } = UploadStatus.Open;

    /// <summary>Null until the sender has told it.</summary>
    public long? Length { get; private set; }

    /// <summary>Bytes that are durable.</summary>
    public long Received { get; private set; }

    public int Pieces { get; private set; }

    /// <summary>What the sender said of the file, as it was sent.</summary>
    public string Metadata { get; private init; } = "";

    /// <summary>The uploads that a final one joins, as they were named.</summary>
    public string? Joins { get; private init; }

    /// <summary>The final upload that a partial one went into.</summary>
    public Guid? FinalId { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it is given up unless more arrives.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When the last byte came, when it was handed over again, or when it ended.</summary>
    public DateTimeOffset StatusAt { get; private set; }

    public string? Manifest { get; private set; }

    public Guid? DocumentId { get; private set; }

    public Guid? DuplicateOf { get; private set; }

    public string? Sha256 { get; private set; }

    public string? RefusalCode { get; private set; }

    public int? RefusalStatus { get; private set; }

    public string? RefusalDetail { get; private set; }

    /// <summary>Whether its pieces have been removed.</summary>
    public bool Cleared { get; private set; }

    public bool HasAllBytes => Length == Received;

    public bool IsOpen => Status == UploadStatus.Open;

    public bool IsGone => Status is UploadStatus.Expired or UploadStatus.Terminated;

    public string BlobPrefix => PrefixOf(AgencyId, Id);

    public static string PrefixOf(Guid agency, Guid id) => $"{agency}/uploads/{id}/";

    public static Upload Begin(
        Guid id, Caller caller, string kind, long? length, string metadata, DateTimeOffset now, TimeSpan life) => new()
        {
            Id = id,
            AgencyId = caller.AgencyId,
            OwnerId = caller.UserId,
            OwnerName = caller.Name,
            Kind = kind,
            Length = length,
            Metadata = metadata,
            CreatedAt = now,
            StatusAt = now,
            ExpiresAt = now + life,
        };

    public static Upload Join(Guid id, Caller caller, string joins, long length, string metadata, DateTimeOffset now) => new()
    {
        Id = id,
        AgencyId = caller.AgencyId,
        OwnerId = caller.UserId,
        OwnerName = caller.Name,
        Kind = UploadKind.Final,
        Length = length,
        Received = length,
        Metadata = metadata,
        Joins = joins,
        CreatedAt = now,
        StatusAt = now,
        ExpiresAt = now,
    };

    public bool IsOver(DateTimeOffset now) =>
        IsGone || (Status is UploadStatus.Open or UploadStatus.Whole && ExpiresAt <= now);

    public void TellLength(long length)
    {
        Length = length;
        Revision++;
    }

    public void Take(int pieces, long bytes, DateTimeOffset now, TimeSpan life)
    {
        Received += bytes;
        Pieces += pieces;
        ExpiresAt = now + life;
        Revision++;
    }

    /// <summary>A partial upload has its last byte.</summary>
    public void BecomeWhole(DateTimeOffset now) => Move(UploadStatus.Whole, now);

    /// <summary>The last byte is there: from now on it is the documents service's turn.</summary>
    public UploadReceived HandOver(string manifest, Caller caller, DateTimeOffset now)
    {
        OwnerRoles = string.Join(',', caller.Roles);
        Manifest = manifest;
        return HandOverAgain(now);
    }

    public UploadReceived HandOverAgain(DateTimeOffset now)
    {
        Move(UploadStatus.Received, now);
        return new UploadReceived(
            Id,
            AgencyId,
            new PersonRef(OwnerId, OwnerName),
            OwnerRoles.Split(',', StringSplitOptions.RemoveEmptyEntries),
            UploadMetadata.Read(Metadata).ToIntent(Length),
            Manifest!);
    }

    public void GoInto(Guid final, DateTimeOffset now)
    {
        FinalId = final;
        Move(UploadStatus.Joined, now);
    }

    public void Settle(UploadSettled outcome, DateTimeOffset now)
    {
        DocumentId = outcome.DocumentId;
        DuplicateOf = outcome.DuplicateOf;
        Sha256 = outcome.Sha256;
        RefusalCode = outcome.Code;
        RefusalStatus = outcome.Status;
        RefusalDetail = outcome.Detail;
        Move(outcome.DocumentId is null ? UploadStatus.Refused : UploadStatus.Done, now);
    }

    public void Expire(DateTimeOffset now) => Move(UploadStatus.Expired, now);

    public void Terminate(DateTimeOffset now) => Move(UploadStatus.Terminated, now);

    public void MarkCleared()
    {
        Cleared = true;
        Revision++;
    }

    private void Move(string status, DateTimeOffset now)
    {
        Status = status;
        StatusAt = now;
        Revision++;
    }
}

/// <summary>Bytes of an upload as one object of the blob store.</summary>
internal sealed class UploadPiece : IAgencyOwned
{
    public required Guid Id { get; init; }

    public required Guid UploadId { get; init; }

    public Guid AgencyId { get; set; }

    public required long Start { get; init; }

    public required long Length { get; init; }

    public string BlobKey => KeyOf(AgencyId, UploadId, Id);

    public static string KeyOf(Guid agency, Guid upload, Guid piece) => Upload.PrefixOf(agency, upload) + piece;
}
