namespace DigitalDocs.Auth.Sessions;

/// <summary>One sign-in: the family of refresh tokens that follow from it.</summary>
internal sealed class Session
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid ActiveAgencyId { get; init; }

    /// <summary>Whether the browser's cookie carries the refresh token.</summary>
    public required bool Cookie { get; init; }

    public string? Device { get; init; }

    public required DateTimeOffset AuthenticatedAt { get; init; }

    public required DateTimeOffset LastUsedAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedReason { get; private set; }

    public bool IsOpen(DateTimeOffset now) => EndedAt is null && ExpiresAt > now;

    public void End(string reason, DateTimeOffset now)
    {
        EndedAt = now;
        EndedReason = reason;
    }
}
