using System.Text;

namespace DigitalDocs.Ocr;

/// <summary>Joins the letters of one reading direction to words.</summary>
internal static class PdfWords
{
    // The height of a line of type as parts of the font's size, above and below the baseline.
    private const double Ascent = 0.76;
    private const double Descent = 0.22;

    // A space is about a quarter of the size; justified lines squeeze it.
    private const double WordGap = 0.17;

    public static List<PlacedWord> Join(IEnumerable<PdfGlyph> glyphs)
    {
        var words = new List<PlacedWord>();
        var text = new StringBuilder();
        PdfGlyph first = default, last = default;
        var size = 0.0;
        foreach (var glyph in WithoutDoubles(glyphs))
        {
            if (text.Length > 0 && !Continues(last, glyph))
            {
                Finish();
            }

            if (string.IsNullOrWhiteSpace(glyph.Text))
            {
                continue;
            }

            if (text.Length == 0)
            {
                first = glyph;
                size = 0;
            }

            text.Append(glyph.Text.AsSpan().Trim());
            last = glyph;
            size = Math.Max(size, glyph.Size);
        }

        Finish();
        return words;

        void Finish()
        {
            if (text.Length > 0)
            {
                words.Add(new PlacedWord(
                    text.ToString(), first.Start, first.Baseline - (Ascent * size),
                    Math.Max(last.End - first.Start, 0.1), (Ascent + Descent) * size));
                text.Clear();
            }
        }
    }

    private static bool Continues(PdfGlyph last, PdfGlyph next)
    {
        var size = Math.Min(last.Size, next.Size);
        var gap = next.Start - last.End;
        return !string.IsNullOrWhiteSpace(next.Text)
            && Math.Abs(next.Baseline - last.Baseline) < 0.4 * size
            && Math.Max(last.Size, next.Size) < 2.2 * size
            && gap < WordGap * size
            && gap > -0.6 * size;
    }

    // Bold by drawing twice: the same letter again at nearly the same place.
    private static IEnumerable<PdfGlyph> WithoutDoubles(IEnumerable<PdfGlyph> glyphs)
    {
        var seen = new Dictionary<(string, int, int), PdfGlyph>();
        foreach (var glyph in glyphs)
        {
            var (column, row) = ((int)Math.Round(glyph.Start / 2), (int)Math.Round(glyph.Baseline / 2));
            if (string.IsNullOrWhiteSpace(glyph.Text) || !IsDouble(glyph, column, row))
            {
                seen[(glyph.Text, column, row)] = glyph;
                yield return glyph;
            }
        }

        bool IsDouble(PdfGlyph glyph, int column, int row)
        {
            for (var x = column - 1; x <= column + 1; x++)
            {
                for (var y = row - 1; y <= row + 1; y++)
                {
                    if (seen.TryGetValue((glyph.Text, x, y), out var other)
                        && Math.Abs(other.Start - glyph.Start) < Math.Min(0.1 * glyph.Size, 0.4 * (glyph.End - glyph.Start))
                        && Math.Abs(other.Baseline - glyph.Baseline) < 0.1 * glyph.Size)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }
}
