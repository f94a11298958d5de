using System.Net;

namespace DigitalDocs.Web.Pages.Search;

/// <summary>
/// Takes a snippet apart at its marks, so that it is shown as text: no markup from a document is ever put on the page.
/// </summary>
public static class SnippetText
{
    private const string Open = "<mark>";
    private const string Close = "</mark>";

    public static IEnumerable<(string Text, bool Marked)> Split(string snippet)
    {
        var at = 0;
        while (at < snippet.Length)
        {
            var open = snippet.IndexOf(Open, at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : snippet.IndexOf(Close, open, StringComparison.Ordinal);
            if (close < 0)
            {
                yield return (Decode(snippet[at..]), false);
                yield break;
            }

            if (open > at)
            {
                yield return (Decode(snippet[at..open]), false);
            }

            yield return (Decode(snippet[(open + Open.Length)..close]), true);
            at = close + Close.Length;
        }
    }

    private static string Decode(string escaped) => WebUtility.HtmlDecode(escaped);
}
