namespace DigitalDocs.Ocr;

/// <summary>
/// Puts words into reading order: row by row, as forms and tables are read, but column by column where lines of
/// running text stand beside each other.
/// </summary>
internal static class PageLayout
{
    private const int MinColumnLines = 5;

    public static List<PlacedLine> Arrange(IReadOnlyList<PlacedWord> words)
    {
        var ordered = new List<PlacedLine>(words.Count / 6);
        Arrange(LineFinder.Find(words), ordered, 0);
        return MarkBlocks(ordered);
    }

    private static void Arrange(List<PlacedLine> lines, List<PlacedLine> ordered, int depth)
    {
        for (var first = 0; first < lines.Count;)
        {
            var run = depth < 4 ? FindColumns(lines, first) : null;
            if (run is not { } columns)
            {
                ordered.Add(lines[first++]);
                continue;
            }

            var words = lines[first..columns.End].SelectMany(line => line.Words).ToList();
            var left = words.Where(word => word.X + (word.Width / 2) < columns.Gutter).ToList();
            var right = words.Where(word => word.X + (word.Width / 2) >= columns.Gutter).ToList();
            Arrange(LineFinder.Find(left), ordered, depth + 1);
            Arrange(LineFinder.Find(right), ordered, depth + 1);
            first = columns.End;
        }
    }

    /// <summary>The longest run of lines from <paramref name="first"/> that one gutter parts into running text.</summary>
    private static (int End, double Gutter)? FindColumns(List<PlacedLine> lines, int first)
    {
        var gutters = Gaps(lines[first]);
        (int End, double Gutter)? found = null;
        var parted = gutters.Count > 0 ? 1 : 0;
        for (var next = first + 1; next < lines.Count && gutters.Count > 0; next++)
        {
            var line = lines[next];
            var gaps = Gaps(line);
            gutters = [.. gutters.SelectMany(gutter => Narrow(gutter, line, gaps))];
            parted += gutters.Exists(gutter => line.X < gutter.From && line.Right > gutter.To) ? 1 : 0;
            if (parted >= MinColumnLines && gutters.Count > 0)
            {
                var gutter = gutters.MaxBy(gap => gap.To - gap.From);
                found = (next + 1, (gutter.From + gutter.To) / 2);
            }
        }

        return found is { } run && IsRunningText(lines, first, run.End, run.Gutter) ? found : null;
    }

    private static IEnumerable<(double From, double To)> Narrow(
        (double From, double To) gutter, PlacedLine line, List<(double From, double To)> gaps)
    {
        if (line.Right <= gutter.To || line.X >= gutter.From)
        {
            var from = line.Right <= gutter.To ? Math.Max(gutter.From, line.Right) : gutter.From;
            var to = line.X >= gutter.From ? Math.Min(gutter.To, line.X) : gutter.To;
            return to - from >= 0.6 * HeightOf(line) ? [(from, to)] : [];
        }

        return gaps
            .Select(gap => (From: Math.Max(gap.From, gutter.From), To: Math.Min(gap.To, gutter.To)))
            .Where(gap => gap.To - gap.From >= 0.6 * HeightOf(line));
    }

    private static List<(double From, double To)> Gaps(PlacedLine line)
    {
        var gaps = new List<(double, double)>();
        for (var i = 1; i < line.Words.Count; i++)
        {
            if (line.Words[i].X - line.Words[i - 1].Right > 0.8 * HeightOf(line))
            {
                gaps.Add((line.Words[i - 1].Right, line.Words[i].X));
            }
        }

        return gaps;
    }

    private static double HeightOf(PlacedLine line) => line.Words.Average(word => word.Height);

    private static bool IsRunningText(List<PlacedLine> lines, int first, int end, double gutter)
    {
        var words = lines[first..end].SelectMany(line => line.Words).ToList();
        return IsProse([.. words.Where(word => word.X < gutter)]) && IsProse([.. words.Where(word => word.X >= gutter)]);
    }

    // Labels and amounts beside each other must stay on one line: only well filled, wordy lines are a column.
    private static bool IsProse(List<PlacedWord> words)
    {
        var lines = LineFinder.Find(words);
        if (lines.Count < MinColumnLines - 1 || words.Count < 3.5 * lines.Count)
        {
            return false;
        }

        var width = lines.Max(line => line.Right) - lines.Min(line => line.X);
        var filled = lines.Average(line => line.Right - line.X) / Math.Max(1e-6, width);
        var numeric = words.Count(word => word.Text.Any(char.IsAsciiDigit)) / (double)words.Count;
        return filled >= 0.6 && numeric < 0.3;
    }

    private static List<PlacedLine> MarkBlocks(List<PlacedLine> lines)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            var gap = lines[i].Y - lines[i - 1].Bottom;
            var height = Math.Min(HeightOf(lines[i]), HeightOf(lines[i - 1]));
            if (gap > 0.9 * height || lines[i].Bottom < lines[i - 1].Y)
            {
                lines[i] = lines[i] with { StartsBlock = true };
            }
        }

        return lines;
    }
}
