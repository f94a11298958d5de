namespace DigitalDocs.Contracts.Auth;

/// <summary>Ends the session of a refresh token; needed only where neither access token nor cookie names it.</summary>
public sealed record LogoutRequest(string? RefreshToken = null);

/// <summary>One of the user's open sessions.</summary>
/// <param name="Device">What the browser or program called itself, shortened.</param>
/// <param name="Current">The session that asks.</param>
public sealed record SessionDto(
    Guid Id,
    string? Device,
    DateTimeOffset StartedAt,
    DateTimeOffset LastUsedAt,
    bool Current);

/// <summary>Sets a password with a link that was handed out once.</summary>
public sealed record SetPasswordRequest(string Token, string Password);

/// <summary>Makes the first agency and its administrator with the link that the first start printed.</summary>
public sealed record SetupRequest(string Token, string AgencyName, string Name, string Email, string Password);

/// <summary>What a password link is made for; between services only.</summary>
public sealed record PasswordLinkRequest(Guid UserId, string Email);

/// <param name="Token">Works once, until <paramref name="ExpiresAt"/>; shown only here.</param>
public sealed record PasswordLinkAnswer(string Token, DateTimeOffset ExpiresAt);
