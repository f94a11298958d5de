namespace DigitalDocs.Authorization;

/// <summary>A session whose access tokens are refused; kept until the last of them has expired.</summary>
internal sealed class EndedSession
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(20);

    public required Guid SessionId { get; init; }

    public required DateTimeOffset EndedAt { get; init; }
}
