using System.Globalization;
using System.Text;
using System.Xml;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ocr;

/// <summary>Text layers as poppler's <c>pdftotext -bbox</c> tells them, for files the parser cannot take.</summary>
internal static class PopplerText
{
    private const int MaxOutput = 48 * 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>One page; what cannot be read that way is left to recognition.</summary>
    public static async Task<PageDraft> PageAsync(string path, int number, CancellationToken ct)
    {
        var pages = await PagesAsync(path, number, number, ct);
        return pages is [var page] ? page : PdfFile.Unknown(number);
    }

    public static async Task<Answer> ReadAsync(Work work, Func<Answer, Task> send, CancellationToken ct)
    {
        if (!Tool.IsInstalled("pdftotext"))
        {
            return new Answer(Note: "The file is damaged, and poppler, which might read it, is not installed.", Ended: true);
        }

        var info = await Tool.RunAsync("pdfinfo", [work.Path], Limit, 1_000_000, null, ct);
        if (PageCount(info) is not { } count || count <= 0)
        {
            var isLocked = info.Errors.Contains("Incorrect password", StringComparison.Ordinal);
            return new Answer(Note: isLocked ? PdfFile.Locked : PdfFile.Unreadable, Ended: true);
        }

        count = Math.Min(count, PdfFile.MaxPages);
        const int Batch = 50;
        for (var first = work.Page; first <= count; first += Batch)
        {
            var last = Math.Min(count, first + Batch - 1);
            var pages = await PagesAsync(work.Path, first, last, ct) ?? [];
            for (var number = first; number <= last; number++)
            {
                var draft = number - first < pages.Count ? pages[number - first] : PdfFile.Unknown(number);
                await send(new Answer(draft, count));
            }
        }

        return new Answer(PageCount: count, Ended: true);
    }

    private static int? PageCount(ToolResult info)
    {
        var line = Encoding.UTF8.GetString(info.Output).Split('\n')
            .FirstOrDefault(line => line.StartsWith("Pages:", StringComparison.Ordinal));
        return int.TryParse(line?["Pages:".Length..], NumberStyles.Integer, CultureInfo.InvariantCulture, out var pages)
            ? pages
            : null;
    }

    private static async Task<List<PageDraft>?> PagesAsync(string path, int first, int last, CancellationToken ct)
    {
        string[] arguments =
        [
            "-bbox", "-enc", "UTF-8", "-f", first.ToString(CultureInfo.InvariantCulture),
            "-l", last.ToString(CultureInfo.InvariantCulture), path, "-",
        ];
        var result = await Tool.RunAsync("pdftotext", arguments, Limit, MaxOutput, null, ct);
        if (!result.Succeeded)
        {
            return null;
        }

        try
        {
            return Parse(result.Output, first);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static List<PageDraft> Parse(byte[] xhtml, int first)
    {
        var pages = new List<PageDraft>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false };
        using var reader = XmlReader.Create(new MemoryStream(xhtml), settings);
        var size = (Width: 612.0, Height: 792.0);
        var words = new List<PlacedWord>();
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, Name: "page" })
            {
                size = (Math.Max(1, Number(reader, "width")), Math.Max(1, Number(reader, "height")));
                words = [];
            }
            else if (reader is { NodeType: XmlNodeType.Element, Name: "word" })
            {
                var (x, y) = (Number(reader, "xMin"), Number(reader, "yMin"));
                var (right, bottom) = (Number(reader, "xMax"), Number(reader, "yMax"));
                var text = string.Concat(reader.ReadElementContentAsString().Where(c => !char.IsControl(c) && c != ' '));
                if (text.Length > 0)
                {
                    words.Add(new PlacedWord(text, x, y, Math.Max(0.1, right - x), Math.Max(0.1, bottom - y)));
                }
            }
            else if (reader is { NodeType: XmlNodeType.EndElement, Name: "page" })
            {
                pages.Add(Draft(first + pages.Count, size, words));
            }
        }

        return pages;
    }

    private static PageDraft Draft(int number, (double Width, double Height) size, List<PlacedWord> words)
    {
        var page = PageTextBuilder.Build(number, size, 0, PageSource.TextLayer, PageLayout.Arrange(words));
        var letters = page.Text.Count(c => !char.IsWhiteSpace(c));
        return new PageDraft(page, letters < 50 || TextLayerQuality.IsGarbage(page.Text, letters));
    }

    private static double Number(XmlReader reader, string attribute) =>
        double.TryParse(reader.GetAttribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : 0;
}
