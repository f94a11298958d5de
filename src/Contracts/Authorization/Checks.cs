namespace DigitalDocs.Contracts.Authorization;

/// <summary>May the caller do these things? Nothing is done.</summary>
public sealed record CheckRequest(IReadOnlyList<CheckItem> Checks);

/// <param name="Resource"><c>document:{id}</c> or <c>transaction:{id}</c>; null asks about the role alone.</param>
public sealed record CheckItem(string Permission, string? Resource = null);

public sealed record CheckAnswer(IReadOnlyList<DecisionDto> Decisions);

/// <param name="Rule">What decided: <c>role:broker</c>, <c>grant:document:{id}</c>, <c>no-role-allows</c>,
/// <c>no-grant</c>, <c>not-a-member</c>, <c>deactivated</c>.</param>
/// <param name="Reason">The same in plain words.</param>
public sealed record DecisionDto(string Permission, string? Resource, bool Allowed, string Rule, string Reason);

/// <param name="BuiltIn">True for the roles that come with the product.</param>
public sealed record RoleDto(string Name, string Description, bool BuiltIn, IReadOnlyList<string> Permissions);

public sealed record PermissionDto(string Name, string Description);
