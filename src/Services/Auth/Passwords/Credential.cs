namespace DigitalDocs.Auth.Passwords;

/// <summary>How a user proves who they are. The address itself belongs to users; here is only its keyed hash.</summary>
internal sealed class Credential
{
    public required Guid UserId { get; init; }

    public required string EmailIndex { get; set; }

    /// <summary>PHC text of an Argon2id hash.</summary>
    public required string PasswordHash { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public long Revision { get; set; }
}
