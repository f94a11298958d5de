using System.Text;

namespace DigitalDocs.Architecture.Tests.Walks;

/// <summary>Writes <c>docs/permissions.md</c>: which built-in role may call which route.</summary>
internal static class PermissionsPage
{
    private const string Head = """
        # Who may call what

        Generated from the routes and the built-in roles; a test fails when it is stale. `✓`: the role carries the permission (what a person may see still depends on grants).
        Without it: 403; without sign-in: 401; what belongs to another agency: 404. Routes for other services only are 404 to
        people.

        """;

    public static string Write(IEnumerable<WalkedRoute> routes, IReadOnlyDictionary<string, IReadOnlySet<string>> roles)
    {
        var names = Contracts.Authorization.RoleNames.All;
        var page = new StringBuilder(Head);
        page.Append("\n| route | permission | ").AppendJoin(" | ", names).Append(" |\n| --- | --- |").AppendJoin("", names.Select(_ => " --- |")).Append('\n');
        foreach (var route in routes)
        {
            page.Append("| `").Append(route).Append("` | ").Append(route.Permission).Append(" | ")
                .AppendJoin(" | ", names.Select(name => May(roles[name], route) ? "✓" : " ")).Append(" |\n");
        }

        return page.ToString();
    }

    public static bool May(IReadOnlySet<string> role, WalkedRoute route) => !route.IsInternal && role.Contains(route.Permission);
}
