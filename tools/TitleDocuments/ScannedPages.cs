using DigitalDocs.Demo;
using SkiaSharp;

namespace DigitalDocs.TitleDocuments;

/// <summary>Draws a document's pages as a scanner would see them: a little crooked, grey, speckled.</summary>
internal static class ScannedPages
{
    private const float Scale = 200f / 72f;

    public static IEnumerable<(int Page, byte[] Image)> Of(DemoDocument document, int seed)
    {
        var random = new Random(seed + document.Name.Length);
        for (var page = 1; page <= document.Pages; page++)
        {
            yield return (page, Draw(document, page, random));
        }
    }

    private static byte[] Draw(DemoDocument document, int page, Random random)
    {
        using var bitmap = new SKBitmap((int)(612 * Scale), (int)(792 * Scale));
        using var canvas = new SKCanvas(bitmap);
        var paper = (byte)random.Next(228, 252);
        canvas.Clear(new SKColor(paper, paper, paper));
        canvas.RotateDegrees((float)((random.NextDouble() - 0.5) * 2.4), bitmap.Width / 2f, bitmap.Height / 2f);
        canvas.Scale(Scale);
        using var ink = new SKPaint { Color = new SKColor((byte)random.Next(10, 60), 20, 30), IsAntialias = true, StrokeWidth = 0.7f };
        foreach (var text in document.Texts.Where(t => t.Page == page))
        {
            using var face = SKTypeface.FromFamilyName(
                text.Serif ? "Liberation Serif" : "Liberation Sans", text.Bold ? SKFontStyle.Bold : SKFontStyle.Normal);
            using var font = new SKFont(face, (float)text.Size);
            canvas.DrawText(text.Text, (float)text.X, (float)text.Baseline, SKTextAlign.Left, font, ink);
        }

        foreach (var rule in document.Rules.Where(r => r.Page == page))
        {
            canvas.DrawLine((float)rule.FromX, (float)rule.FromY, (float)rule.ToX, (float)rule.ToY, ink);
        }

        for (var i = 0; i < 400; i++)
        {
            canvas.DrawCircle(random.Next(612), random.Next(792), (float)(random.NextDouble() * 0.6), ink);
        }

        canvas.Flush();
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    }
}
