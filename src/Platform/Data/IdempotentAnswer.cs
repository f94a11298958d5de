namespace DigitalDocs.Platform.Data;

/// <summary>The kept answer to a request with an Idempotency-Key.</summary>
public sealed class IdempotentAnswer
{
    /// <summary>Of a request that was carried out and whose answer is not kept yet.</summary>
    public const int CarriedOut = 1;

    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>SHA-256 over user, agency, route and key.</summary>
    public required string KeyHash { get; init; }

    /// <summary>SHA-256 of what was asked, to tell a repetition from a reused key.</summary>
    public required string RequestHash { get; init; }

    /// <summary>0 while the first request is still running, <see cref="CarriedOut"/>, or the kept answer's.</summary>
    public int Status { get; set; }

    public string? ContentType { get; set; }

    public string? Location { get; set; }

    /// <summary>Sealed: it may hold what is shown only once.</summary>
    public byte[]? Body { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
