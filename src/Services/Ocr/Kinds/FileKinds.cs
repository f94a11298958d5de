using System.IO.Compression;
using System.Text;

namespace DigitalDocs.Ocr;

/// <summary>Tells a file's kind from its content; the name decides only between kinds of plain text.</summary>
internal static class FileKinds
{
    private const int HeadBytes = 8192;

    public static FileKind Of(string path, string name)
    {
        var head = new byte[HeadBytes];
        using var file = File.OpenRead(path);
        var length = file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        var bytes = head.AsSpan(0, length);
        return length == 0 ? FileKind.Empty : Binary(bytes) ?? (IsZip(bytes) ? Packed(file) : OfText(bytes, name));
    }

    private static FileKind? Binary(ReadOnlySpan<byte> head)
    {
        if (head[..Math.Min(head.Length, 1100)].IndexOf("%PDF-"u8) >= 0)
        {
            return FileKind.Pdf;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
            || head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) || head.StartsWith("GIF8"u8)
            || (head.StartsWith("BM"u8) && head.Length > 26 && head[15] == 0 && head[14] is >= 12 and <= 124)
            || (head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8)))
        {
            return FileKind.Picture;
        }

        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8))
        {
            return FileKind.Tiff;
        }

        if (head.Length > 12 && head[4..].StartsWith("ftyp"u8))
        {
            return head[8..].StartsWith("hei"u8) || head[8..].StartsWith("mif1"u8) || head[8..].StartsWith("hev"u8)
                ? FileKind.Heic
                : FileKind.Unknown;
        }

        return head.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0]) ? FileKind.OldOffice : null;
    }

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8);

    private static FileKind Packed(FileStream file)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in archive.Entries.Take(2_000))
            {
                switch (entry.FullName)
                {
                    case "word/document.xml" or "word/document2.xml": return FileKind.Word;
                    case "xl/workbook.xml": return FileKind.Excel;
                    case "ppt/presentation.xml": return FileKind.PowerPoint;
                    case "content.xml": return FileKind.OpenDocument;
                    default: break;
                }
            }

            return FileKind.Zip;
        }
        catch (InvalidDataException)
        {
            return FileKind.Zip;
        }
    }

    private static FileKind OfText(ReadOnlySpan<byte> head, string name)
    {
        if (!TextDecoding.LooksLikeText(head))
        {
            return FileKind.Unknown;
        }

        var start = Encoding.Latin1.GetString(head).TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\r', '\n', '\t');
        var extension = Path.GetExtension(name).ToUpperInvariant();
        if (IsMail(start, extension))
        {
            return FileKind.Mail;
        }

        var isHtml = extension is ".HTML" or ".HTM" or ".XHTML"
            || start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
        return isHtml ? FileKind.Html : FileKind.Text;
    }

    private static bool IsMail(string start, string extension)
    {
        string[] headers = ["From:", "Received:", "Return-Path:", "Subject:", "MIME-Version:", "Delivered-To:", "Message-ID:", "Date:", "To:"];
        var lines = start.Split('\n').Take(40).ToList();
        var found = headers.Count(header => lines.Exists(line => line.StartsWith(header, StringComparison.OrdinalIgnoreCase)));
        return extension == ".EML" ? found >= 1 : found >= 3 && lines[0].Contains(':', StringComparison.Ordinal);
    }
}
