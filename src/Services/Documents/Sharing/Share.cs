using DigitalDocs.Platform.Data;

namespace DigitalDocs.Documents;

/// <summary>Leave to see one document: for a member, or for whoever holds a link.</summary>
internal sealed class Share : IAgencyOwned
{
    public const string Link = "link";
    public const string Member = "member";
    public const string View = "view";
    public const string Download = "download";

    public required Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public required Guid DocumentId { get; init; }

    public required string Kind { get; init; }

    public Guid? MemberId { get; init; }

    public string? MemberName { get; init; }

    /// <summary>Hash of the link's token; the token itself is told once.</summary>
    public string? SlugHash { get; init; }

    public bool CanDownload { get; set; }

    public string? Message { get; set; }

    public string? PasswordHash { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Guid CreatedBy { get; init; }

    public required string CreatedByName { get; init; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public int? MaxOpens { get; set; }

    public int Opens { get; set; }

    public DateTimeOffset? LastOpenedAt { get; set; }

    public int WrongPasswords { get; set; }

    public DateTimeOffset? BlockedUntil { get; set; }

    public IReadOnlyList<string> Permissions => CanDownload ? [View, Download] : [View];

    public bool IsOver(DateTimeOffset now) => RevokedAt is not null || ExpiresAt <= now;
}
