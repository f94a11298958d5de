namespace DigitalDocs.Contracts.Storage;

/// <summary>Asks for a link by which one version of a document can be downloaded without signing in.</summary>
/// <param name="Version">Null: the current one.</param>
/// <param name="Seconds">How long it lives; null: an hour.</param>
public sealed record DirectLinkRequest(Guid DocumentId, int? Version = null, int? Seconds = null);

/// <param name="Url">Told once, when the link is made; null later.</param>
/// <param name="Uses">Downloads so far; ranges count each.</param>
public sealed record DirectLinkDto(
    Guid Id,
    Guid DocumentId,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    int Uses,
    DateTimeOffset? LastUsedAt,
    string? Url);

/// <summary>Asks for an address to which a file is sent directly, past this server.</summary>
/// <param name="Size">Bytes: exactly so many are taken.</param>
public sealed record DirectUploadRequest(string Name, long Size);

/// <param name="Method"><c>PUT</c>.</param>
/// <param name="Url">Where to send the bytes, without any other credentials.</param>
/// <param name="Headers">To be sent exactly so.</param>
/// <param name="Complete">Where to post afterwards, so that the document is made.</param>
public sealed record DirectUploadDto(
    Guid Id, string Method, string Url, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt, string Complete);
