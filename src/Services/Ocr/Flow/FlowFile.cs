using System.IO.Compression;
using System.Xml;

namespace DigitalDocs.Ocr;

/// <summary>Reads the formats that flow: each becomes text, the text becomes pages.</summary>
internal static class FlowFile
{
    private const int MaxTextBytes = 32 * 1024 * 1024;

    public static async Task<Answer> ReadAsync(Work work, FileKind kind, Func<Answer, Task> send, CancellationToken ct)
    {
        var (text, note) = await TextOfAsync(work.Path, kind, ct);
        var pages = text is null ? [] : VirtualPage.Set(text).ToList();
        foreach (var page in pages.Where(page => page.Page >= work.Page))
        {
            await send(new Answer(new PageDraft(page, false), pages.Count));
        }

        return new Answer(PageCount: pages.Count, Note: note, Ended: true);
    }

    private static async Task<(string? Text, string? Note)> TextOfAsync(string path, FileKind kind, CancellationToken ct)
    {
        try
        {
            return kind switch
            {
                FileKind.Word or FileKind.Excel or FileKind.PowerPoint or FileKind.OpenDocument => OfficeText(path, kind),
                FileKind.Mail => (await MailText.ReadAsync(path, ct), null),
                FileKind.Zip => (ZipListing.Read(path), "The archive was not unpacked; its pages list what it holds."),
                FileKind.Html => (HtmlText.Strip(await DecodeAsync(path, ct)), CutNote(path)),
                _ => (await DecodeAsync(path, ct), CutNote(path)),
            };
        }
        catch (Exception error) when (error is InvalidDataException or XmlException or IOException or FormatException
            or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return (null, "The file is damaged and could not be read (unreadable).");
        }
    }

    private static (string? Text, string? Note) OfficeText(string path, FileKind kind)
    {
        if (PackageLimits.Check(path) is { } refusal)
        {
            return (null, refusal);
        }

        return kind switch
        {
            FileKind.Word => (WordText.Read(path), null),
            FileKind.Excel => (ExcelText.Read(path), null),
            FileKind.PowerPoint => (PowerPointText.Read(path), null),
            _ => (OpenDocumentText.Read(path), null),
        };
    }

    private static async Task<string> DecodeAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var bytes = new byte[(int)Math.Min(file.Length, MaxTextBytes)];
        await file.ReadExactlyAsync(bytes, ct);
        return TextDecoding.Decode(bytes);
    }

    private static string? CutNote(string path) =>
        new FileInfo(path).Length > MaxTextBytes ? "Only the first 32 MB of the text were read." : null;
}

/// <summary>Looks at what a package declares before anything in it is unpacked.</summary>
internal static class PackageLimits
{
    private const long MaxUnpacked = 256L * 1024 * 1024;
    private const int MaxEntries = 10_000;

    /// <summary>Why the package will not be unpacked; null when it may.</summary>
    public static string? Check(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var unpacked = archive.Entries.Sum(entry => Math.Max(0, entry.Length));
        var packed = Math.Max(1, new FileInfo(path).Length);
        var isBomb = unpacked > MaxUnpacked || archive.Entries.Count > MaxEntries
            || (unpacked > 20_000_000 && unpacked / packed > 200);
        return isBomb ? "The file unpacks to more than is accepted and was not read (unreadable)." : null;
    }
}
