using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Data;

namespace DigitalDocs.Users.People;

/// <summary>A person's place in an agency.</summary>
internal sealed class Membership : IAgencyOwned
{
    public required Guid UserId { get; init; }

    public Guid AgencyId { get; set; }

    /// <summary>Comma-separated.</summary>
    public required string Roles { get; set; }

    public bool Active { get; set; } = true;

    public required DateTimeOffset Since { get; init; }

    public long Revision { get; set; } = 1;

    public IReadOnlyList<string> RoleList => Roles.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public bool IsAdmin => Active && RoleList.Contains(RoleNames.AgencyAdmin);

    public MembershipDto ToDto() => new(UserId, AgencyId, Active ? RoleList : [], Since);

    public static string Join(IEnumerable<string> roles) =>
        string.Join(',', roles.Distinct().OrderBy(role => RoleNames.All.ToList().IndexOf(role)));
}
