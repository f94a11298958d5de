namespace DigitalDocs.Web.Pages.Search;

internal static class SearchTexts
{
    public static string Start => "Search every page of every document";

    public static string StartText =>
        "Words, “exact phrases”, names, addresses and numbers. A word with a small typo is found too. What is found opens on its page.";

    public static string None(string words) => $"Nothing found for “{words}”";

    public static string NoneText => "Try fewer or other words, or take a filter away.";

    public static string DidYouMean => "Did you mean";

    public static string Partial => "The search was cut short to stay quick: there may be more.";

    public static string Filters => "Filters";

    public static string Facet(string name) => name switch
    {
        "class" => "Kind",
        "transaction" => "Transaction",
        "month" => "Added",
        "tag" => "Tag",
        _ => name,
    };

    public static string Found(int count, double ms) =>
        $"{(count == 1 ? "1 document" : $"{count:#,##0} documents")} in {(ms < 1 ? "under 1" : $"{ms:0}")} ms";
}
