namespace DigitalDocs.Contracts.Documents;

/// <param name="Permissions"><c>view</c>, <c>download</c>.</param>
/// <param name="MaxOpens">The link stops after this many openings.</param>
public sealed record ShareRequest(
    ShareWith With,
    IReadOnlyList<string> Permissions,
    DateTimeOffset? ExpiresAt = null,
    string? Password = null,
    int? MaxOpens = null,
    string? Message = null);

/// <summary>Changes a share; a member that is absent (null) stays as it is.</summary>
/// <param name="Password">Empty removes the password.</param>
public sealed record ShareChanges(
    IReadOnlyList<string>? Permissions = null,
    DateTimeOffset? ExpiresAt = null,
    string? Password = null,
    int? MaxOpens = null,
    string? Message = null);

/// <param name="Kind"><c>link</c> or <c>member</c>.</param>
/// <param name="Id">The member's user id.</param>
public sealed record ShareWith(string Kind, Guid? Id = null, string? Email = null);

/// <param name="Url">Absolute address of the share page; only in the answer that creates a link, never again.</param>
public sealed record ShareDto(
    Guid Id,
    ShareWith With,
    string? MemberName,
    IReadOnlyList<string> Permissions,
    DateTimeOffset CreatedAt,
    PersonRef CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    bool HasPassword,
    int? MaxOpens,
    int Opens,
    DateTimeOffset? LastOpenedAt,
    string? Url);
