using DigitalDocs.Web.Components;

namespace DigitalDocs.Web.Pages.Admin;

internal static class ColleagueTexts
{
    public static string Title => "Colleagues";

    public static string Add => "Add a colleague";

    public static string Find => "Find a name or an e-mail address";

    public static string None => "Nobody found";

    public static string NoneText => "Try fewer letters.";

    public static string ChangeRoles => "Change roles";

    public static string NewLink => "New password link";

    public static string Deactivate => "End access";

    public static string Reactivate => "Give access back";

    public static string Inactive => "No access";

    public static string You => "You";

    public static string LinkTitle => "Link to choose a password";

    public static string LinkMissing =>
        "The colleague was added, but the link could not be made just now. Ask for one in their menu in a moment.";

    public static string RolesNeeded => "Choose at least one role.";

    public static string Role(string role) => Format.Words(role);

    public static string Roles(IEnumerable<string> roles) => string.Join(", ", roles.Select(Role));

    public static string Added(string name) => $"{name} was added";

    public static string Changed(string name) => $"{name}'s roles were changed";

    public static string Ended(string name) => $"{name} has no access any more";

    public static string GivenBack(string name) => $"{name} has access again";

    public static string LinkFor(string name, DateTimeOffset until) =>
        $"Give this link to {name} and to nobody else. It works once, until {Format.Moment(until)}, and is shown only now.";

    public static string SureTitle(string name) => $"End {name}'s access?";

    public static string SureText =>
        "They are signed out at once and cannot sign in any more. Their documents and what they did stay. You can give "
        + "access back later.";
}
