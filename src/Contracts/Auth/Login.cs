namespace DigitalDocs.Contracts.Auth;

/// <summary>Sign-in with e-mail and password.</summary>
/// <param name="AgencyId">The agency to act in; the user's default one when null.</param>
/// <param name="Cookie">True: the refresh token comes as an HttpOnly cookie and not in the body (browsers).</param>
public sealed record LoginRequest(string Email, string Password, Guid? AgencyId = null, bool Cookie = false);

/// <summary>Asks for new tokens.</summary>
/// <param name="RefreshToken">Absent when the cookie carries it.</param>
public sealed record RefreshRequest(string? RefreshToken = null);

/// <summary>Tokens and who they are for.</summary>
/// <param name="ExpiresIn">Seconds the access token lives.</param>
/// <param name="RefreshToken">Absent with the cookie flow.</param>
public sealed record TokenAnswer(
    string AccessToken,
    string TokenType,
    int ExpiresIn,
    string? RefreshToken,
    SignedInUser User,
    SignedInAgency Agency);

public sealed record SignedInUser(Guid Id, string Name, string Email);

/// <param name="Roles">Names of the user's roles in this agency.</param>
public sealed record SignedInAgency(Guid Id, string Name, IReadOnlyList<string> Roles);

/// <summary>Who is signed in, where, and what they may do there.</summary>
public sealed record MeAnswer(
    SignedInUser User,
    SignedInAgency Agency,
    IReadOnlyList<SignedInAgency> Agencies,
    IReadOnlyList<string> Permissions);
