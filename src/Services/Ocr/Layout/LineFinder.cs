namespace DigitalDocs.Ocr;

/// <summary>Joins words to lines across the whole page, also on pages that are slightly skewed.</summary>
internal static class LineFinder
{
    public static List<PlacedLine> Find(IReadOnlyList<PlacedWord> words)
    {
        var open = new List<List<PlacedWord>>();
        foreach (var word in words.OrderBy(word => word.X).ThenBy(word => word.Y))
        {
            var best = BestLine(open, word);
            if (best is null)
            {
                open.Add([word]);
            }
            else
            {
                best.Add(word);
            }
        }

        return [.. open.Select(line => new PlacedLine(line, false)).OrderBy(line => MiddleOf(line.Words)).ThenBy(line => line.X)];
    }

    // Compared with the last word of each line, not with the line's band: a skewed line climbs as it goes.
    private static List<PlacedWord>? BestLine(List<List<PlacedWord>> open, PlacedWord word)
    {
        List<PlacedWord>? best = null;
        var bestOverlap = 0.5;
        foreach (var line in open)
        {
            var last = line[^1];
            var overlap = Overlap(last, word);
            if (overlap < bestOverlap || Covers(last, word))
            {
                continue;
            }

            if (best is null || overlap > bestOverlap || last.Right > best[^1].Right)
            {
                best = line;
                bestOverlap = overlap;
            }
        }

        return best;
    }

    private static double MiddleOf(IReadOnlyList<PlacedWord> words) => words.Average(word => word.Y + (word.Height / 2));

    private static double Overlap(PlacedWord a, PlacedWord b)
    {
        var shared = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Y, b.Y);
        return shared / Math.Max(1e-6, Math.Min(a.Height, b.Height));
    }

    // Two words on the same place (a stamp over print) are two lines; a little kerning is not.
    private static bool Covers(PlacedWord last, PlacedWord word) =>
        last.Right - word.X > 0.5 * Math.Min(last.Width, word.Width) + 0.1 * last.Height;
}
