using System.Text;
using DigitalDocs.Authorization;
using DigitalDocs.Contracts.Authorization;

namespace DigitalDocs.Services.Tests.Authorization;

/// <summary>Who may do what is decided once, in <c>role-matrix.txt</c>, and looked at whenever it changes.</summary>
public sealed class RoleMatrixTests
{
    private static string MatrixPath([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "role-matrix.txt");

    [Fact]
    public void Roles_carry_exactly_the_permissions_of_the_checked_in_matrix() =>
        Matrix().ShouldBe(File.ReadAllText(MatrixPath()));

    [Fact]
    public void Every_permission_of_the_code_is_in_the_catalogue()
    {
        var coded = typeof(Permissions).GetFields().Select(field => (string)field.GetRawConstantValue()!)
            .Except([Permissions.SignedIn, Permissions.Internal]);

        PermissionCatalogue.All.Select(permission => permission.Name).ShouldBe(coded, ignoreOrder: true);
    }

    [Fact]
    public void Every_role_name_is_a_built_in_role() =>
        BuiltInRoles.All.Select(role => role.Name).ShouldBe(RoleNames.All);

    private static string Matrix()
    {
        var text = new StringBuilder();
        foreach (var permission in PermissionCatalogue.All)
        {
            var who = BuiltInRoles.All.Where(role => role.Permissions.Contains(permission.Name)).Select(role => role.Name);
            text.Append(permission.Name).Append(": ").AppendJoin(' ', who).Append('\n');
        }

        return text.ToString();
    }
}
