using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ocr;

/// <summary>Tells the pages of picture files; their words come from recognition.</summary>
internal static class PictureFile
{
    public static async Task<Answer> ReadAsync(Work work, FileKind kind, Func<Answer, Task> send, CancellationToken ct)
    {
        var (sizes, note) = kind == FileKind.Tiff ? OfTiff(work.Path) : OfPicture(work.Path);
        for (var page = work.Page; page <= sizes.Count; page++)
        {
            ct.ThrowIfCancellationRequested();
            var (width, height) = sizes[page - 1] ?? (1, 1);
            var text = new PageText(page, width, height, 0, PageSource.None, "", []);
            var refusal = sizes[page - 1] is null ? $"Page {page} declares more pixels than are decoded." : null;
            await send(new Answer(new PageDraft(text, refusal is null, refusal), sizes.Count));
        }

        return new Answer(PageCount: sizes.Count, Note: note, Ended: true);
    }

    private static (List<(double Width, double Height)?> Sizes, string? Note) OfTiff(string path)
    {
        var pages = TiffFile.Measure(path);
        var sizes = pages.Select(page => page is var (width, height, dpi) ? InPoints(width, height, dpi) : default((double, double)?));
        return (sizes.ToList(), pages.Count == 0 ? "The picture is damaged and could not be decoded (unreadable)." : null);
    }

    private static (List<(double Width, double Height)?> Sizes, string? Note) OfPicture(string path)
    {
        var (size, refusal) = SkiaPicture.Measure(path);
        return size is var (width, height) ? ([(width, height)], null) : ([], refusal);
    }

    private static (double Width, double Height) InPoints(int width, int height, double dpi) =>
        dpi > 0 ? (width * 72 / dpi, height * 72 / dpi) : (width, height);
}
