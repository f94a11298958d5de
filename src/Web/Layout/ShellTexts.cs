namespace DigitalDocs.Web.Layout;

internal static class ShellTexts
{
    public static string Home => "Home";

    public static string Transactions => "Transactions";

    public static string Documents => "Documents";

    public static string Search => "Search";

    public static string Colleagues => "Colleagues";

    public static string FailedWork => "Failed work";

    public static string SearchHint => "Search every page…";

    public static string SearchLabel => "Search documents";

    public static string Suggestion(string kind) => kind switch
    {
        "term" => "word",
        "name" => "document",
        _ => kind,
    };

    public static string Add => "Add documents";

    public static string AddFiles => "Choose files";

    public static string AddFolder => "Choose a folder";

    public static string AddPhoto => "Take a photo";

    public static string SkipToContent => "Skip to content";

    public static string SignOut => "Sign out";

    public static string SignOutTitle => "Files are still being added";

    public static string SignOutText(int files) => files == 1
        ? "Signing out cancels one file that is not sent yet."
        : $"Signing out cancels {files} files that are not sent yet.";

    public static string SignOutAnyway => "Sign out and cancel";

    public static string StaySignedIn => "Stay signed in";

    public static string Keys => "Keyboard shortcuts";

    public static string Anywhere => "Go anywhere";

    public static string NotLive => "Live updates are interrupted. Reconnecting…";

    public static string DropTitle => "Drop to add";

    public static string DropText => "Files and folders are stored, read and sorted for you.";

    public static string DropInto(string transaction) => $"They go into {transaction}.";
}
