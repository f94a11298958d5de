namespace DigitalDocs.Platform.Http;

/// <summary>What a checked access token says; permissions are never in it.</summary>
public sealed record TokenIdentity(
    Guid UserId,
    Guid AgencyId,
    Guid SessionId,
    string Name,
    IReadOnlyList<string> Roles,
    DateTimeOffset ExpiresAt);
