using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace DigitalDocs.Documents;

/// <summary>Bytes of user content on their way out: ranges, conditions, and headers that keep them from running.</summary>
internal static class ContentAnswer
{
    private static readonly HashSet<string> SafeInline =
        ["application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "text/plain"];

    public static IResult Of(HttpContext context, Stream content, DocumentVersion version, bool inline)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-cache";
        headers.ContentDisposition = Disposition(inline && SafeInline.Contains(version.MediaType), version.Name);
        return TypedResults.Stream(
            content,
            ContentType(version.MediaType),
            lastModified: version.CreatedAt,
            entityTag: new EntityTagHeaderValue($"\"{version.Sha256}\""),
            enableRangeProcessing: true);
    }

    /// <summary>RFC 6266: a plain name for old readers, the whole one in UTF-8.</summary>
    public static string Disposition(bool inline, string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            plain.Append(char.IsAsciiLetterOrDigit(c) || " !#$&+-.^_~()[]{}@,=".Contains(c, StringComparison.Ordinal) ? c : '_');
        }

        return $"{(inline ? "inline" : "attachment")}; filename=\"{plain}\"; filename*=UTF-8''{Escape(name)}";
    }

    // Uri.EscapeDataString leaves some characters that RFC 5987 does not allow.
    private static string Escape(string name) =>
        Uri.EscapeDataString(name).Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
            .Replace("'", "%27", StringComparison.Ordinal).Replace("*", "%2A", StringComparison.Ordinal);

    // The charset is not ours to know; nosniff keeps browsers from guessing a type that runs.
    private static string ContentType(string mediaType) => mediaType switch
    {
        "text/html" or "image/svg+xml" or "application/xml" => "application/octet-stream",
        _ => mediaType,
    };
}
