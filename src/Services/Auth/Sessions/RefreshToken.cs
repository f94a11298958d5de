namespace DigitalDocs.Auth.Sessions;

/// <summary>
/// A refresh token, used at most once; for a short window it remembers, sealed, the token that followed it.
/// </summary>
internal sealed class RefreshToken
{
    /// <summary>How long a token that was used still answers with its successor.</summary>
    public static readonly TimeSpan ReplayWindow = TimeSpan.FromSeconds(30);

    public required string TokenHash { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>Binds the sealed successor to this row.</summary>
    public required Guid RowId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    public string? SealedSuccessor { get; private set; }

    public bool AnswersAgain(DateTimeOffset now) =>
        UsedAt is { } used && now - used <= ReplayWindow && SealedSuccessor is not null;

    public void Use(string sealedSuccessor, DateTimeOffset now)
    {
        UsedAt = now;
        SealedSuccessor = sealedSuccessor;
    }
}
