using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace DigitalDocs.Documents;

/// <summary>Tells what a file is by its bytes; its name helps only where the bytes leave a choice.</summary>
internal static class FileKind
{
    public const string Unknown = "application/octet-stream";
    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    private static readonly (byte[] Magic, string Type)[] Signatures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
        ([(byte)'I', (byte)'I', 42, 0], "image/tiff"),
        ([(byte)'M', (byte)'M', 0, 42], "image/tiff"),
        ([(byte)'I', (byte)'I', 43, 0], "image/tiff"),
        ([(byte)'M', (byte)'M', 0, 43], "image/tiff"),
        ("BM"u8.ToArray(), "image/bmp"),
        ("{\\rtf"u8.ToArray(), "application/rtf"),
        ([0x1F, 0x8B], "application/gzip"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ("Rar!\x1A\x07"u8.ToArray(), "application/vnd.rar"),
        ("ID3"u8.ToArray(), "audio/mpeg"),
    ];

    private static readonly SearchValues<byte> Binary =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31]);

    public static string Of(ReadOnlySpan<byte> head, string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        if (head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0)
        {
            return "application/pdf";
        }

        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
        {
            return Zipped(head, extension);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return Compound(extension);
        }

        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8))
        {
            return Boxed(Encoding.ASCII.GetString(head[8..12]));
        }

        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8))
        {
            return "image/webp";
        }

        foreach (var (magic, type) in Signatures)
        {
            if (head.StartsWith(magic))
            {
                return type;
            }
        }

        return IsText(head) ? Text(head, extension) : Unknown;
    }

    private static string Zipped(ReadOnlySpan<byte> head, string extension)
    {
        if (head.Length > 38 && head[30..38].SequenceEqual("mimetype"u8))
        {
            foreach (var kind in (string[])["text", "spreadsheet", "presentation"])
            {
                if (head[38..].StartsWith(Encoding.ASCII.GetBytes(OpenDocument + kind)))
                {
                    return OpenDocument + kind;
                }
            }
        }

        var isOffice = head.IndexOf("[Content_Types].xml"u8) >= 0 || head.IndexOf("_rels/.rels"u8) >= 0;
        return (isOffice, extension) switch
        {
            _ when head.IndexOf("word/"u8) >= 0 && isOffice => Office + "wordprocessingml.document",
            _ when head.IndexOf("xl/"u8) >= 0 && isOffice => Office + "spreadsheetml.sheet",
            _ when head.IndexOf("ppt/"u8) >= 0 && isOffice => Office + "presentationml.presentation",
            (_, ".docx") => Office + "wordprocessingml.document",
            (_, ".xlsx") => Office + "spreadsheetml.sheet",
            (_, ".pptx") => Office + "presentationml.presentation",
            _ => "application/zip",
        };
    }

    private static string Compound(string extension) => extension switch
    {
        ".doc" => "application/msword",
        ".xls" => "application/vnd.ms-excel",
        ".ppt" => "application/vnd.ms-powerpoint",
        ".msg" => "application/vnd.ms-outlook",
        _ => "application/x-ole-storage",
    };

    private static string Boxed(string brand) => brand switch
    {
        "heic" or "heix" or "hevc" or "mif1" or "msf1" => "image/heic",
        "avif" => "image/avif",
        "qt  " => "video/quicktime",
        _ => "video/mp4",
    };

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return true;
        }

        // The beginning may end within a character; text in older encodings is text all the same.
        return head.Length > 0 && head.IndexOfAny(Binary) < 0
            && (Utf8.IsValid(head[..Math.Max(0, head.Length - 3)]) || Share(head) > 0.85);
    }

    private static double Share(ReadOnlySpan<byte> head)
    {
        var plain = 0;
        foreach (var b in head)
        {
            plain += b < 0x80 ? 1 : 0;
        }

        return (double)plain / head.Length;
    }

    private static string Text(ReadOnlySpan<byte> head, string extension)
    {
        var start = Encoding.UTF8.GetString(head[..Math.Min(head.Length, 1024)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return "text/html";
        }

        if (start.Contains("<svg", StringComparison.OrdinalIgnoreCase) && start.StartsWith('<'))
        {
            return "image/svg+xml";
        }

        if (start.StartsWith("<?xml", StringComparison.Ordinal))
        {
            return extension is ".html" or ".htm" or ".xhtml" ? "text/html" : "application/xml";
        }

        return extension switch
        {
            ".eml" => "message/rfc822",
            ".html" or ".htm" => "text/html",
            ".csv" => "text/csv",
            ".md" => "text/markdown",
            ".json" => "application/json",
            _ => "text/plain",
        };
    }
}
