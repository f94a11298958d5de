using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ai.Local.Reading;

/// <summary>Words at one height of the page, from left to right.</summary>
/// <param name="Cells">Runs of words without a wide gap: what stands in one field of a form.</param>
internal sealed record Row(double Top, double Bottom, IReadOnlyList<Cell> Cells)
{
    public double Height => Bottom - Top;

    public static IReadOnlyList<Row> Group(IReadOnlyList<PageWord> words)
    {
        var order = Enumerable.Range(0, words.Count)
            .OrderBy(i => words[i].Box[1] + (words[i].Box[3] / 2))
            .ToList();
        var rows = new List<List<int>>();
        double middle = -1, height = 0;
        foreach (var word in order)
        {
            var box = words[word].Box;
            var center = box[1] + (box[3] / 2);
            if (rows.Count > 0 && center - middle <= Math.Max(0.002, Math.Min(height, box[3]) * 0.55))
            {
                rows[^1].Add(word);
                continue;
            }

            rows.Add([word]);
            (middle, height) = (center, box[3]);
        }

        return rows.ConvertAll(r => From(r, words));
    }

    private static Row From(List<int> row, IReadOnlyList<PageWord> words)
    {
        row.Sort((a, b) => words[a].Box[0].CompareTo(words[b].Box[0]));
        var cells = new List<Cell>();
        var run = new List<int>();
        var isLed = false;
        foreach (var word in row)
        {
            if (IsLeader(words[word].Text))
            {
                isLed = true;
                continue;
            }

            if (run.Count > 0 && (isLed || IsWideGap(words[run[^1]], words[word])))
            {
                cells.Add(Cell.Of(run, words));
                run = [];
            }

            isLed = false;
            run.Add(word);
        }

        // A row of nothing but dots keeps them: every row has a cell.
        cells.Add(Cell.Of(run.Count > 0 ? run : row, words));
        return new Row(cells.Min(c => c.Top), cells.Max(c => c.Bottom), cells);
    }

    // Dots that lead the eye from a label to its value are no words, but they part the two.
    private static bool IsLeader(string text) => text.Length >= 3 && text.All(c => c is '.' or '_' or '·' or '…' or '-');

    private static bool IsWideGap(PageWord left, PageWord right)
    {
        var gap = right.Box[0] - (left.Box[0] + left.Box[2]);
        // A page is about 1.3 times as high as wide: heights are scaled to compare them with widths.
        var height = Math.Max(left.Box[3], right.Box[3]) * 1.3;
        return gap > Math.Max(0.012, height * 0.85);
    }
}

/// <summary>A run of words that belong together on a row.</summary>
internal sealed record Cell(IReadOnlyList<int> Words, string Text, double Left, double Right, double Top, double Bottom)
{
    public static Cell Of(IReadOnlyList<int> run, IReadOnlyList<PageWord> words) => new(
        run,
        string.Join(' ', run.Select(w => words[w].Text)),
        run.Min(w => words[w].Box[0]),
        run.Max(w => words[w].Box[0] + words[w].Box[2]),
        run.Min(w => words[w].Box[1]),
        run.Max(w => words[w].Box[1] + words[w].Box[3]));
}
