namespace DigitalDocs.Web.Pages.Documents;

internal static class ShareTexts
{
    public static string Link => "By link";

    public static string Member => "With a colleague";

    public static string LinkText => "Whoever has the link can open the document without signing in, until it ends or you revoke it.";

    public static string MayDownload => "May download the file";

    public static string Ends => "Link ends";

    public static string Password => "Password (optional)";

    public static string Create => "Create link";

    public static string Give => "Share";

    public static string Ready => "The link is ready. Copy it now: it is shown only this once.";

    public static string Existing => "Who has access";

    public static string None => "Not shared with anybody yet.";

    public static string Revoke => "Revoke";

    public static string Revoked => "Access was taken back";
}
