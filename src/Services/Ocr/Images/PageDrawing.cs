using System.Globalization;
using DigitalDocs.Contracts.Ocr;
using SkiaSharp;

namespace DigitalDocs.Ocr;

/// <summary>Draws a page as a PNG, in reading orientation, so that the words' boxes lie on it.</summary>
internal static class PageDrawing
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    public static async Task<Answer> DrawAsync(Work work, CancellationToken ct)
    {
        var kind = FileKinds.Of(work.Path, work.Name);
        using var drawn = kind switch
        {
            FileKind.Pdf => await DrawPdfAsync(work, ct),
            FileKind.Picture => SkiaPicture.Load(work.Path, SKColorType.Rgba8888, 2 * work.Width),
            FileKind.Tiff => DrawTiff(work),
            _ => await DrawTextAsync(work, kind, ct),
        };
        if (drawn is null)
        {
            return new Answer(Note: $"Page {work.Page} could not be drawn.", Ended: true);
        }

        using var page = Fit(drawn, work);
        using var file = File.Create(work.Target!);
        using var pixels = page.PeekPixels();
        using var png = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 3));
        png?.SaveTo(file);
        return new Answer(PageCount: page.Width, Ended: true);
    }

    private static async Task<SKBitmap?> DrawPdfAsync(Work work, CancellationToken ct)
    {
        var number = work.Page.ToString(CultureInfo.InvariantCulture);
        var side = work.Width.ToString(CultureInfo.InvariantCulture);
        string[] size = work.Turn is 90 or 270 ? ["-scale-to-y", side, "-scale-to-x", "-1"] : ["-scale-to-x", side, "-scale-to-y", "-1"];
        var result = await Tool.RunAsync(
            "pdftoppm", [.. size, "-cropbox", "-f", number, "-l", number, work.Path], Limit, 60_000_000, null, ct);
        return ColourPgm(result.Output);
    }

    // A P6 picture: drawn without a detour over PNG, which costs more than the drawing.
    private static SKBitmap? ColourPgm(byte[] ppm)
    {
        var text = System.Text.Encoding.ASCII.GetString(ppm, 0, Math.Min(64, ppm.Length));
        var parts = text.Split((char[]?)null, 5);
        if (parts.Length < 5 || parts[0] != "P6" || !int.TryParse(parts[1], out var width) || !int.TryParse(parts[2], out var height))
        {
            return null;
        }

        var at = parts[..4].Sum(part => part.Length + 1);
        if (width <= 0 || height <= 0 || ppm.Length - at < (long)width * height * 3)
        {
            return null;
        }

        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var target = bitmap.GetPixelSpan();
        for (var i = 0; i < width * height; i++)
        {
            ppm.AsSpan(at + (i * 3), 3).CopyTo(target[(i * 4)..]);
            target[(i * 4) + 3] = 255;
        }

        return bitmap;
    }

    private static SKBitmap? DrawTiff(Work work)
    {
        if (TiffFile.Load(work.Path, work.Page)?.NoLongerThan(2 * work.Width) is not { } grey)
        {
            return null;
        }

        var bitmap = new SKBitmap(new SKImageInfo(grey.Width, grey.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (var row = 0; row < grey.Height; row++)
        {
            grey.Pixels.AsSpan(row * grey.Width, grey.Width).CopyTo(bitmap.GetPixelSpan()[(row * bitmap.RowBytes)..]);
        }

        return bitmap;
    }

    private static async Task<SKBitmap?> DrawTextAsync(Work work, FileKind kind, CancellationToken ct)
    {
        PageText? page = null;
        if (kind is FileKind.Unknown or FileKind.Empty or FileKind.Heic or FileKind.OldOffice)
        {
            return null;
        }

        await FlowFile.ReadAsync(work, kind, Take, ct);
        return page is null ? null : TextPicture.Draw(page, work.Width);

        Task Take(Answer answer)
        {
            page ??= answer.Draft?.Page is { } read && read.Page == work.Page ? read : null;
            return Task.CompletedTask;
        }
    }

    private static SKBitmap Fit(SKBitmap drawn, Work work)
    {
        var isSideways = work.Turn is 90 or 270;
        var (width, height) = isSideways ? (drawn.Height, drawn.Width) : (drawn.Width, drawn.Height);
        var scale = Math.Min(1.0, work.Width / (double)width);
        var page = new SKBitmap(new SKImageInfo(
            Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(page);
        canvas.Clear(SKColors.White);
        canvas.Translate(page.Width / 2f, page.Height / 2f);
        canvas.RotateDegrees(work.Turn);
        canvas.Scale((float)scale);
        using var image = SKImage.FromBitmap(drawn);
        var sampling = scale < 1 ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : SKSamplingOptions.Default;
        canvas.DrawImage(image, SKRect.Create(-drawn.Width / 2f, -drawn.Height / 2f, drawn.Width, drawn.Height), sampling);
        return page;
    }
}
