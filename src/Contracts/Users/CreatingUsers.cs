namespace DigitalDocs.Contracts.Users;

/// <summary>Adds a member to the caller's agency; they choose their password themselves.</summary>
public sealed record CreateUserRequest(
    string Name,
    string Email,
    IReadOnlyList<string> Roles,
    string? Phone = null,
    string? JobTitle = null);

/// <param name="PasswordLink">For <c>POST /auth/set-password</c>; null when it could not be made just now: ask for
/// one with <c>POST /users/{id}/password-link</c>.</param>
public sealed record CreatedUserAnswer(UserDto User, Auth.PasswordLinkAnswer? PasswordLink);

/// <summary>The first agency and its administrator; between services only.</summary>
public sealed record FirstAdministratorRequest(string AgencyName, string Name, string Email);

/// <summary>What a person set for themselves; the web app names the keys.</summary>
public sealed record PreferencesDto(IReadOnlyDictionary<string, string> Values);
