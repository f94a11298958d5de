namespace DigitalDocs.Auth.Passwords;

/// <summary>A secret that was handed out once and works once; only its hash is kept.</summary>
internal sealed class OneTimeLink
{
    public const string SetPassword = "set-password";

    public const string Setup = "setup";

    public required string TokenHash { get; init; }

    public required string Purpose { get; init; }

    /// <summary>Whose password it sets; empty for the set-up of the installation.</summary>
    public required Guid UserId { get; init; }

    public required string EmailIndex { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public bool Works(string purpose, DateTimeOffset now) => Purpose == purpose && UsedAt is null && ExpiresAt > now;
}
