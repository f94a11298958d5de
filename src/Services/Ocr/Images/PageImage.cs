using System.Globalization;
using SkiaSharp;

namespace DigitalDocs.Ocr;

/// <summary>Gets the picture of a page for recognition, whatever the file is.</summary>
internal static class PageImage
{
    public const int LongestSide = 2800;
    private const double Dpi = 200;
    private static readonly TimeSpan RenderLimit = TimeSpan.FromSeconds(40);

    public static async Task<GreyImage?> LoadAsync(Work work, FileKind kind, CancellationToken ct) => kind switch
    {
        FileKind.Pdf => await RenderAsync(work, ct),
        FileKind.Tiff => TiffFile.Load(work.Path, work.Page)?.NoLongerThan(LongestSide),
        FileKind.Picture => LoadPicture(work.Path),
        _ => null,
    };

    private static async Task<GreyImage?> RenderAsync(Work work, CancellationToken ct)
    {
        var page = work.Draft?.Page;
        var longest = Math.Max(page?.Width ?? 0, page?.Height ?? 0);

        // Posters are drawn smaller and visiting cards larger: what counts is how many dots a letter gets.
        var dpi = longest <= 0 ? Dpi : Math.Clamp(Dpi, Math.Min(Dpi, 900 * 72 / longest), LongestSide * 72 / longest);
        var number = work.Page.ToString(CultureInfo.InvariantCulture);
        string[] size = longest is > 0 and < 5_000
            ? ["-r", dpi.ToString("0.##", CultureInfo.InvariantCulture)]
            : ["-scale-to", "2200"];
        var result = await Tool.RunAsync(
            "pdftoppm", ["-gray", .. size, "-cropbox", "-f", number, "-l", number, work.Path], RenderLimit, 40_000_000, null, ct);
        return result.Output.Length > 0 ? GreyImage.FromPgm(result.Output, dpi) : null;
    }

    private static GreyImage? LoadPicture(string path)
    {
        using var bitmap = SkiaPicture.Load(path, SKColorType.Gray8, LongestSide);
        if (bitmap is null)
        {
            return null;
        }

        var pixels = new byte[bitmap.Width * bitmap.Height];
        var source = bitmap.GetPixelSpan();
        for (var row = 0; row < bitmap.Height; row++)
        {
            source.Slice(row * bitmap.RowBytes, bitmap.Width).CopyTo(pixels.AsSpan(row * bitmap.Width));
        }

        return new GreyImage(pixels, bitmap.Width, bitmap.Height, 0);
    }
}
