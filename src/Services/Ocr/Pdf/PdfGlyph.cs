using System.Text;
using UglyToad.PdfPig.Content;

namespace DigitalDocs.Ocr;

/// <summary>
/// A letter of a text layer on the page turned so that it reads from left to right: start and end along the line,
/// baseline below the page's top, size of its font.
/// </summary>
internal readonly record struct PdfGlyph(string Text, double Start, double End, double Baseline, double Size)
{
    /// <summary>Degrees clockwise by which the page must be turned for this letter to read; null when it runs askew.</summary>
    public static int? TurnFor(Letter letter)
    {
        var across = letter.EndBaseLine.X - letter.StartBaseLine.X;
        var down = letter.StartBaseLine.Y - letter.EndBaseLine.Y;
        if (Math.Abs(across) < 1e-6 && Math.Abs(down) < 1e-6)
        {
            return letter.TextOrientation switch
            {
                TextOrientation.Rotate90 => 270,
                TextOrientation.Rotate180 => 180,
                TextOrientation.Rotate270 => 90,
                _ => 0,
            };
        }

        if (Math.Min(Math.Abs(across), Math.Abs(down)) > 0.2 * Math.Max(Math.Abs(across), Math.Abs(down)))
        {
            return null;
        }

        return Math.Abs(across) > Math.Abs(down) ? across > 0 ? 0 : 180 : down > 0 ? 270 : 90;
    }

    public static PdfGlyph From(Letter letter, int turn, double pageWidth, double pageHeight)
    {
        var (startX, startY) = Turn(letter.StartBaseLine.X, pageHeight - letter.StartBaseLine.Y, turn, pageWidth, pageHeight);
        var (endX, _) = Turn(letter.EndBaseLine.X, pageHeight - letter.EndBaseLine.Y, turn, pageWidth, pageHeight);
        var box = letter.BoundingBox;
        var ink = turn is 90 or 270 ? Math.Abs(box.Width) : Math.Abs(box.Height);
        var size = letter.PointSize;

        // Fonts scaled by their own matrix tell sizes like 1 or 1000: the ink knows better. A full stop has little ink
        // at any size.
        var most = letter.Value.Length > 0 && char.IsLetterOrDigit(letter.Value[0]) ? 6 : 30;
        if (!double.IsFinite(size) || size < 2 || (ink > 1 && (size > most * ink || size < 0.7 * ink)))
        {
            size = Math.Max(4, ink * 1.3);
        }

        return new PdfGlyph(Clean(letter.Value), startX, Math.Max(endX, startX), startY, size);
    }

    private static (double X, double Y) Turn(double x, double y, int turn, double width, double height) => turn switch
    {
        90 => (height - y, x),
        180 => (width - x, height - y),
        270 => (y, width - x),
        _ => (x, y),
    };

    private static string Clean(string value)
    {
        if (value.Length == 1 && value[0] is > ' ' and < '\u007f')
        {
            return value;
        }

        var clean = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c is >= '\ufb00' and <= '\ufb06')
            {
                clean.Append(c.ToString().Normalize(NormalizationForm.FormKC));
            }
            else if (!char.IsControl(c) && c is not ('\u00ad' or '\u200b' or '\ufeff' or '\u200e' or '\u200f'))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }
}
