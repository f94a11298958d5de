namespace DigitalDocs.Web.Components;

internal static class CommonTexts
{
    public static string AppName => "Digital Docs";

    public static string Reference => "Reference";

    public static string TryAgain => "Try again";

    public static string Save => "Save";

    public static string Cancel => "Cancel";

    public static string Copy => "Copy";

    public static string Copied => "Copied";

    public static string Close => "Close";

    public static string More => "Show more";

    public static string Loading => "Loading";

    public static string Title(string page) => $"{page} · {AppName}";
}
