using System.Net;
using System.Text;

namespace DigitalDocs.Ocr;

/// <summary>The words of a page of HTML. Nothing of it is ever shown as HTML: one pass, no tree, no scripts.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Breaks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "header", "footer", "hr", "ul", "ol",
        "blockquote", "pre", "title",
    };

    public static string Strip(string html)
    {
        var text = new StringBuilder(html.Length / 2);
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            text.Append(WebUtility.HtmlDecode(html[at..(open < 0 ? html.Length : open)]).ReplaceLineEndings(" ").Replace('\u00a0', ' '));
            if (open < 0)
            {
                break;
            }

            at = AfterTag(html, open, text);
        }

        return text.ToString();
    }

    private static int AfterTag(string html, int open, StringBuilder text)
    {
        if (html.AsSpan(open).StartsWith("<!--", StringComparison.Ordinal))
        {
            return After(html, "-->", open);
        }

        var name = NameAt(html, open + 1);
        if (name.Length == 0 && open + 1 < html.Length && html[open + 1] is not ('/' or '!' or '?'))
        {
            text.Append('<');
            return open + 1;
        }

        var isScript = name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase);
        if (isScript)
        {
            return After(html, ">", Math.Max(open, html.IndexOf("</" + name, open, StringComparison.OrdinalIgnoreCase)));
        }

        var plain = name.Length > 0 ? name : NameAt(html, Math.Min(html.Length, open + 2));
        text.Append(Breaks.Contains(plain) ? "\n" : plain is "td" or "th" ? "   " : "");
        return After(html, ">", open);
    }

    private static string NameAt(string html, int at)
    {
        var end = at;
        while (end < html.Length && end - at < 20 && char.IsAsciiLetterOrDigit(html[end]))
        {
            end++;
        }

        return html[at..end];
    }

    private static int After(string html, string end, int from) =>
        html.IndexOf(end, from, StringComparison.Ordinal) is var at and >= 0 ? at + end.Length : html.Length;
}
