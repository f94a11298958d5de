using DigitalDocs.Platform.Data;

namespace DigitalDocs.Authorization;

/// <summary>
/// A direct grant of a document or transaction to a user, from a share or from the members of a closing file.
/// </summary>
internal sealed class Grant : IAgencyOwned
{
    public const string Document = "document";

    public const string Transaction = "transaction";

    public required Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public required Guid UserId { get; init; }

    public required string Kind { get; init; }

    public required Guid ResourceId { get; init; }

    /// <summary>Why it exists: the share's id, or the transaction's.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>Comma-separated names.</summary>
    public required string Permissions { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public IReadOnlyList<string> PermissionList => Permissions.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
