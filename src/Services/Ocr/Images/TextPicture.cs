using DigitalDocs.Contracts.Ocr;
using SkiaSharp;

namespace DigitalDocs.Ocr;

/// <summary>Draws the words of a page that has no picture of its own, each at its box.</summary>
internal static class TextPicture
{
    public static SKBitmap Draw(PageText page, int width)
    {
        var scale = width / page.Width;
        var bitmap = new SKBitmap(new SKImageInfo(
            width, (int)Math.Round(page.Height * scale), SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        using var typeface = SKTypeface.FromFamilyName("DejaVu Sans Mono") ?? SKTypeface.Default;
        using var font = new SKFont(typeface, (float)(VirtualPage.FontSize * scale));
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.Clear(SKColors.White);
        foreach (var word in page.Words)
        {
            // Narrowed when the face at hand is wider than the box: the box is what evidence points to.
            var natural = Math.Max(1, font.MeasureText(word.Text, paint));
            var box = (X: word.Box[0] * width, Y: word.Box[1] * bitmap.Height, Width: word.Box[2] * width, Height: word.Box[3] * bitmap.Height);
            canvas.Save();
            canvas.Translate((float)box.X, (float)(box.Y + (0.78 * box.Height)));
            canvas.Scale((float)Math.Min(1, box.Width / natural), 1);
            canvas.DrawText(word.Text, 0, 0, SKTextAlign.Left, font, paint);
            canvas.Restore();
        }

        return bitmap;
    }
}
