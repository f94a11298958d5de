using DigitalDocs.Contracts.Authorization;

namespace DigitalDocs.Authorization.Deciding;

/// <summary>A resource that a question is about.</summary>
internal readonly record struct ResourceRef(string Kind, Guid Id)
{
    /// <summary>Null for a text that names none: <c>document:{id}</c> or <c>transaction:{id}</c>.</summary>
    public static ResourceRef? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && text[..colon] is Grant.Document or Grant.Transaction
            && Guid.TryParse(text.AsSpan(colon + 1), out var id)
                ? new ResourceRef(text[..colon], id)
                : null;
    }

    public override string ToString() => $"{Kind}:{Id}";
}

/// <summary>Decides from a snapshot and names the rule that decided. Default is no.</summary>
internal static class Decision
{
    public static DecisionDto Of(
        AuthorizationSnapshot snapshot, bool isMember, string permission, ResourceRef? resource)
    {
        if (!isMember)
        {
            return No("not-a-member", "Not a member of this agency.");
        }

        if (!snapshot.Active)
        {
            return No("deactivated", "The membership is not active.");
        }

        var role = BuiltInRoles.RoleWith(snapshot.Roles, permission);
        if (resource is not { } thing)
        {
            return role is not null
                ? Yes($"role:{role}", $"The role {role} carries {permission}.")
                : No("no-role-allows", $"None of the roles carries {permission}.");
        }

        if (role is not null && BuiltInRoles.RoleWith(snapshot.Roles, Permissions.RecordsAll) is { } all)
        {
            return Yes(
                $"role:{all}", $"The role {all} sees every record of the agency, and {role} carries {permission}.");
        }

        var granted = snapshot.Grants.Any(grant =>
            grant.Kind == thing.Kind && grant.ResourceId == thing.Id && grant.Permissions.Contains(permission));
        return granted
            ? Yes($"grant:{thing}", "It is granted directly.")
            : role is not null
                ? No("no-grant", $"The role {role} carries {permission}, but only for own and shared records; "
                    + "owners are known where the record is kept.")
                : No("no-role-allows", $"None of the roles carries {permission}.");

        DecisionDto Yes(string rule, string reason) => new(permission, resource?.ToString(), true, rule, reason);

        DecisionDto No(string rule, string reason) => new(permission, resource?.ToString(), false, rule, reason);
    }
}
