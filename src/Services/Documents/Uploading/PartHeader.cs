using System.Globalization;
using System.Text;

namespace DigitalDocs.Documents;

/// <summary>
/// The Content-Disposition of a part of a multipart body, read as browsers and tools write it: UTF-8 or RFC 5987,
/// quotes escaped by a backslash or as %22.
/// </summary>
/// <param name="FileName">Null for a plain field.</param>
internal sealed record PartHeader(string? Name, string? FileName)
{
    public static PartHeader Parse(string? header)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = (header ?? "").IndexOf(';', StringComparison.Ordinal);
        while (at >= 0 && at < header!.Length)
        {
            var equals = header.IndexOf('=', at);
            if (equals < 0)
            {
                break;
            }

            var key = header[(at + 1)..equals].Trim();
            var value = Value(header, equals + 1, out at);
            values.TryAdd(key, value);
        }

        return new(
            values.GetValueOrDefault("name"),
            Extended(values.GetValueOrDefault("filename*")) ?? values.GetValueOrDefault("filename"));
    }

    private static string Value(string header, int start, out int end)
    {
        while (start < header.Length && header[start] == ' ')
        {
            start++;
        }

        if (start >= header.Length || header[start] != '"')
        {
            end = header.IndexOf(';', start);
            return (end < 0 ? header[start..] : header[start..end]).Trim();
        }

        var text = new StringBuilder();
        var i = start + 1;
        for (; i < header.Length && header[i] != '"'; i++)
        {
            // Only these two are escapes: old browsers send paths with single backslashes.
            if (header[i] == '\\' && i + 1 < header.Length && header[i + 1] is '"' or '\\')
            {
                i++;
            }

            text.Append(header[i]);
        }

        end = i < header.Length ? header.IndexOf(';', i) : -1;
        return Unescape(text.ToString());
    }

    // Browsers write quotes and control characters as %XX, and nothing else.
    private static string Unescape(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length
                && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, null, out var code)
                && code is < 0x20 or (byte)'"')
            {
                plain.Append((char)code);
                i += 2;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    private static string? Extended(string? value)
    {
        var parts = value?.Split('\'', 3);
        return parts is not { Length: 3 } ? null
            : parts[0].Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(parts[2])
            : null;
    }
}
