namespace DigitalDocs.Contracts.Users;

/// <summary>A member as colleagues see them.</summary>
public sealed record UserDto(
    Guid Id,
    string Name,
    string Email,
    string? Phone,
    string? JobTitle,
    string TimeZone,
    string Locale,
    bool Active,
    IReadOnlyList<string> Roles);

/// <summary>Replaces a profile; e-mail and roles are changed elsewhere.</summary>
public sealed record UpdateUserRequest(string Name, string? Phone, string? JobTitle, string? TimeZone, string? Locale);

public sealed record AgencyDto(
    Guid Id,
    string Name,
    string? LicenceNumber,
    string? CallBackNumber,
    string? Colour,
    DateTimeOffset CreatedAt);

public sealed record CreateAgencyRequest(string Name, string? LicenceNumber = null, string? CallBackNumber = null);

public sealed record UpdateAgencyRequest(string Name, string? LicenceNumber, string? CallBackNumber, string? Colour);

/// <summary>A user's place in an agency.</summary>
public sealed record MembershipDto(Guid UserId, Guid AgencyId, IReadOnlyList<string> Roles, DateTimeOffset Since);

public sealed record SetMembershipRequest(IReadOnlyList<string> Roles);

/// <summary>Answers who may sign in with an address; between services only.</summary>
public sealed record SignInSubject(
    Guid Id,
    string Name,
    string Email,
    bool Active,
    IReadOnlyList<SignedInMembership> Memberships);

/// <param name="IsDefault">The agency chosen when the sign-in names none.</param>
public sealed record SignedInMembership(Guid AgencyId, string AgencyName, IReadOnlyList<string> Roles, bool IsDefault);
