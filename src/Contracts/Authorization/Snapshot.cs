namespace DigitalDocs.Contracts.Authorization;

/// <summary>All that decides what a user may do in an agency; services evaluate from it in process.</summary>
/// <param name="Version">Rises with every change that concerns the user.</param>
/// <param name="Permissions">Union of the permissions of the user's roles.</param>
/// <param name="Grants">Direct grants that have not expired.</param>
public sealed record AuthorizationSnapshot(
    Guid UserId,
    Guid AgencyId,
    long Version,
    bool Active,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Permissions,
    IReadOnlyList<GrantDto> Grants);

/// <summary>A direct grant.</summary>
/// <param name="Kind"><c>document</c> or <c>transaction</c>: a transaction's grant covers its documents.</param>
public sealed record GrantDto(
    string Kind,
    Guid ResourceId,
    IReadOnlyList<string> Permissions,
    DateTimeOffset? ExpiresAt);
