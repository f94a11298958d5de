using DigitalDocs.Ocr;
using SkiaSharp;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace DigitalDocs.Services.Tests.Ocr;

/// <summary>Files made for a test.</summary>
internal static class Samples
{
    /// <summary>A letter page per entry; each text stands at its place in points, from the lower left.</summary>
    public static byte[] Pdf(params (string Text, double X, double Y)[][] pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var texts in pages)
        {
            var page = builder.AddPage(PageSize.Letter);
            foreach (var (text, x, y) in texts)
            {
                page.AddText(text, 11, new PdfPoint(x, y), font);
            }
        }

        return builder.Build();
    }

    /// <summary>A picture with lines of text, as a scanner would give it, turned clockwise.</summary>
    public static SKBitmap Picture(string[] lines, int turn = 0)
    {
        var bitmap = new SKBitmap(new SKImageInfo(1200, 200 + (80 * lines.Length), SKColorType.Gray8, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            using var face = TextPicture.FindFace();
            Assert.SkipWhen(face is null, "this machine has no font to draw with");
            using var font = new SKFont(face, 40);
            using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
            for (var i = 0; i < lines.Length; i++)
            {
                canvas.DrawText(lines[i], 80, 140 + (80 * i), SKTextAlign.Left, font, paint);
            }
        }

        return Turned(bitmap, turn);
    }

    public static byte[] Png(string[] lines, int turn = 0)
    {
        using var bitmap = Picture(lines, turn);
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static SKBitmap Turned(SKBitmap bitmap, int turn)
    {
        var isSideways = turn is 90 or 270;
        var turned = new SKBitmap(new SKImageInfo(
            isSideways ? bitmap.Height : bitmap.Width, isSideways ? bitmap.Width : bitmap.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(turned);
        canvas.Translate(turned.Width / 2f, turned.Height / 2f);
        canvas.RotateDegrees(turn);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, -bitmap.Width / 2f, -bitmap.Height / 2f, SKSamplingOptions.Default);
        return turned;
    }
}
