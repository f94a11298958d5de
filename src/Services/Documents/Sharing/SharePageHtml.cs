using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace DigitalDocs.Documents;

/// <summary>The pages behind a share link: plain HTML that needs no script.</summary>
internal static class SharePageHtml
{
    private const int MostPictures = 200;

    private const string Style =
        """
        :root{color-scheme:light dark}
        body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#1b1f24}
        main{max-width:52rem;margin:0 auto;padding:2rem 1rem}
        .card{background:#fff;border-radius:.75rem;padding:1.5rem;box-shadow:0 1px 3px #0002}
        h1{font-size:1.35rem;margin:0 0 .5rem;overflow-wrap:anywhere}
        dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:1rem 0}
        dt{color:#57606a}dd{margin:0}
        .button,button{display:inline-block;background:#0b57d0;color:#fff;border:0;border-radius:.5rem;padding:.65rem 1.25rem;
        font:inherit;text-decoration:none;cursor:pointer}
        .button:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid #7cacf8;outline-offset:2px}
        input{font:inherit;padding:.6rem;border:1px solid #8c959f;border-radius:.5rem;width:100%;box-sizing:border-box;margin:.25rem 0 1rem}
        blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid #d0d7de;white-space:pre-wrap;overflow-wrap:anywhere}
        .error{color:#b3261e}
        img{display:block;width:100%;height:auto;margin:1rem 0;background:#fff;box-shadow:0 1px 3px #0002}
        @media(prefers-color-scheme:dark){body{background:#15181c;color:#e6e8eb}.card{background:#1f2429}dt{color:#a9b1ba}
        .error{color:#f2b8b5}}
        """;

    /// <summary>Nothing runs, nothing is loaded from elsewhere, and the one style sheet is named by its hash.</summary>
    public static readonly string Policy =
        $"default-src 'none'; img-src 'self'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static string Document(string slug, Share share, Document document)
    {
        var body = new StringBuilder();
        body.Append($"<h1>{Text(document.Name)}</h1><p>{Text(share.CreatedByName)} shared this document with you.</p>");
        if (share.Message is { Length: > 0 } message)
        {
            body.Append($"<blockquote>{Text(message)}</blockquote>");
        }

        body.Append("<dl>");
        Row(body, "Size", Size(document.Size));
        Row(body, "Kind", document.ClassCode is { } code ? Words(code) : document.MediaType);
        Row(body, "Pages", document.PageCount?.ToString(CultureInfo.InvariantCulture));
        Row(body, "Available until", share.ExpiresAt?.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture));
        body.Append("</dl>");
        body.Append(share.CanDownload
            ? $"<a class=\"button\" href=\"/s/{slug}/content\" download>Download</a>"
            : "<p>You may look at this document, but not download it.</p>");
        return Page(document.Name, body.ToString(), Pictures(slug, document));
    }

    public static string Password(string slug, bool wrong, bool blocked)
    {
        var problem = blocked ? "Too many wrong passwords. Wait a little and try again."
            : wrong ? "This password is not right. Try again." : null;
        return Page(
            "Password needed",
            "<h1>This document is protected</h1><p>Whoever sent you the link can tell you the password.</p>"
            + (problem is null ? "" : $"<p class=\"error\" role=\"alert\">{problem}</p>")
            + $"<form method=\"post\" action=\"/s/{slug}\"><label for=\"password\">Password</label>"
            + "<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"off\" required autofocus>"
            + "<button type=\"submit\">Open</button></form>");
    }

    public static string Over() => Page(
        "No longer available",
        "<h1>This link is no longer available</h1>"
        + "<p>It has expired or was withdrawn. Ask whoever sent it to you for a new one.</p>");

    public static string Unknown() => Page(
        "Nothing here",
        "<h1>There is nothing here</h1><p>Check that the link is complete: mail programs sometimes cut it.</p>");

    private static string Pictures(string slug, Document document)
    {
        var pictures = new StringBuilder();
        for (var page = 1; page <= Math.Min(document.PageCount ?? 0, MostPictures); page++)
        {
            pictures.Append($"<img src=\"/s/{slug}/pages/{page}.png\" alt=\"Page {page}\" loading=\"lazy\">");
        }

        return pictures.ToString();
    }

    private static string Page(string title, string card, string below = "") =>
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\">"
        + $"<title>{Text(title)}</title><style>{Style}</style></head>"
        + $"<body><main><div class=\"card\">{card}</div>{below}</main></body></html>";

    private static void Row(StringBuilder body, string name, string? value)
    {
        if (value is not null)
        {
            body.Append($"<dt>{name}</dt><dd>{Text(value)}</dd>");
        }
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string Size(long bytes) => bytes switch
    {
        < 1024 => FormattableString.Invariant($"{bytes} bytes"),
        < 1 << 20 => FormattableString.Invariant($"{bytes / 1024.0:0.#} KB"),
        _ => FormattableString.Invariant($"{bytes / (1024.0 * 1024):0.#} MB"),
    };

    // closingDisclosure → Closing disclosure
    private static string Words(string code)
    {
        var words = new StringBuilder();
        foreach (var c in code)
        {
            words.Append(words.Length == 0 ? char.ToUpperInvariant(c).ToString()
                : char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString());
        }

        return words.ToString();
    }
}
