namespace DigitalDocs.Web.Pages.Home;

internal static class HomeTexts
{
    public static string Greeting(int hour, string name) => hour switch
    {
        < 12 => $"Good morning, {name}",
        < 18 => $"Good afternoon, {name}",
        _ => $"Good evening, {name}",
    };

    public static string Attention => "Needs you";

    public static string AttentionNone => "Nothing needs you";

    public static string AttentionNoneText => "Documents that could not be read or sorted by themselves show up here.";

    public static string UnderWay => "Being read";

    public static string Latest => "Latest documents";

    public static string Closings => "Closings this week";

    public static string ClosingsNone => "No closing in the next seven days";

    public static string LatestNone => "No documents yet";

    public static string LatestNoneText => "Drop a closing package anywhere on this window, or add files with the button above.";

    public static string LatestNoneSharedText => "Documents that are shared with you appear here.";

    public static string All => "See all";
}
