using DigitalDocs.Contracts.Ocr;
using SkiaSharp;

namespace DigitalDocs.Ocr;

/// <summary>Draws the words of a page that has no picture of its own, each at its box.</summary>
internal static class TextPicture
{
    private static readonly string[] FontFolders = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:\\Windows\\Fonts"];
    private static readonly string[] Preferred = ["DejaVuSansMono", "LiberationMono-Regular", "DejaVuSans", "LiberationSans-Regular", ""];

    public static SKBitmap Draw(PageText page, int width)
    {
        var scale = width / page.Width;
        var bitmap = new SKBitmap(new SKImageInfo(
            width, (int)Math.Round(page.Height * scale), SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        using var face = FindFace();
        using var font = face is null ? null : new SKFont(face, (float)(VirtualPage.FontSize * scale));
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.Clear(SKColors.White);
        foreach (var word in page.Words)
        {
            var box = SKRect.Create(
                (float)(word.Box[0] * width), (float)(word.Box[1] * bitmap.Height),
                (float)(word.Box[2] * width), (float)(word.Box[3] * bitmap.Height));
            Draw(canvas, word.Text, box, font, paint);
        }

        return bitmap;
    }

    /// <summary>A face of this machine, of fixed width where there is one; null when there is no font at all.</summary>
    public static SKTypeface? FindFace()
    {
        // By file: the native library is built without the machine's font service, so names find nothing.
        var files = FontFolders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.ttf", SearchOption.AllDirectories)).Order().ToList();
        return Preferred
            .Select(name => files.Find(file => Path.GetFileNameWithoutExtension(file).StartsWith(name, StringComparison.Ordinal)))
            .OfType<string>().Select(file => SKTypeface.FromFile(file)).FirstOrDefault(face => face is not null);
    }

    private static void Draw(SKCanvas canvas, string text, SKRect box, SKFont? font, SKPaint paint)
    {
        if (font is null)
        {
            // Without any font the page still shows where its words stand.
            canvas.DrawRect(SKRect.Create(box.Left, box.Top + (0.3f * box.Height), box.Width, 0.4f * box.Height), paint);
            return;
        }

        // Narrowed when the face at hand is wider than the box: the box is what evidence points to.
        var natural = Math.Max(1, font.MeasureText(text, paint));
        canvas.Save();
        canvas.Translate(box.Left, box.Top + (0.78f * box.Height));
        canvas.Scale(Math.Min(1, box.Width / natural), 1);
        canvas.DrawText(text, 0, 0, SKTextAlign.Left, font, paint);
        canvas.Restore();
    }
}
