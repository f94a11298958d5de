using DigitalDocs.Platform.Data;

namespace DigitalDocs.Authorization;

/// <summary>What the users service told of somebody in an agency.</summary>
internal sealed class Member : IAgencyOwned
{
    public required Guid UserId { get; init; }

    public Guid AgencyId { get; set; }

    /// <summary>Comma-separated; null until the users service told of the membership.</summary>
    public string? Roles { get; set; }

    public bool Active { get; set; } = true;

    /// <summary>Milliseconds since 1970 of the latest change of roles or grants.</summary>
    public long Version { get; set; }

    public IReadOnlyList<string> RoleList =>
        Roles?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
