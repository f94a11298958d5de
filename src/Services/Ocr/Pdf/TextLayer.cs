using DigitalDocs.Contracts.Ocr;
using UglyToad.PdfPig.Content;

namespace DigitalDocs.Ocr;

/// <summary>The words of a PDF page's own text layer, in reading orientation and order.</summary>
internal static class TextLayer
{
    public static PageText Read(Page page, IReadOnlyList<PlacedWord> filledIn)
    {
        var (width, height) = (page.Width, page.Height);
        var byTurn = page.Letters
            .Select(letter => (Letter: letter, Turn: PdfGlyph.TurnFor(letter)))
            .GroupBy(placed => placed.Turn ?? -1)
            .ToDictionary(group => group.Key, group => group.Select(placed => placed.Letter).ToList());
        var turn = ReadingTurn(byTurn);

        var lines = new List<PlacedLine>();
        foreach (var direction in byTurn.Keys.Where(key => key >= 0).OrderBy(key => key == turn ? -1 : key))
        {
            var words = PdfWords.Join(byTurn[direction].Select(l => PdfGlyph.From(l, direction, width, height)));
            if (direction == turn)
            {
                words.AddRange(filledIn.Select(word => word.Turned(turn, width, height)));
            }

            lines.AddRange(PageLayout.Arrange(words).Select(line => Turned(line, (direction, turn), (width, height))));
        }

        if (!byTurn.ContainsKey(turn) && filledIn.Count > 0)
        {
            lines.InsertRange(0, PageLayout.Arrange(filledIn));
        }

        lines.AddRange(Askew(byTurn.GetValueOrDefault(-1), (width, height), turn));
        var size = turn is 90 or 270 ? (height, width) : (width, height);
        return PageTextBuilder.Build(page.Number, size, turn, PageSource.TextLayer, lines);
    }

    // A page is read in the direction of most of its letters; upright wins unless the others clearly outnumber it.
    private static int ReadingTurn(Dictionary<int, List<Letter>> byTurn)
    {
        var most = byTurn.Where(group => group.Key >= 0).OrderByDescending(group => group.Value.Count).FirstOrDefault();
        var upright = byTurn.GetValueOrDefault(0)?.Count ?? 0;
        return most.Value is null || most.Value.Count < 2 * upright ? 0 : most.Key;
    }

    // Lines of another direction (a note up the margin) are arranged in their own frame and laid into the page's.
    private static PlacedLine Turned(PlacedLine line, (int From, int To) turn, (double Width, double Height) page)
    {
        if (turn.From == turn.To)
        {
            return line;
        }

        var (width, height) = turn.From is 90 or 270 ? (page.Height, page.Width) : page;
        var degrees = (turn.To - turn.From + 360) % 360;
        return new PlacedLine([.. line.Words.Select(word => word.Turned(degrees, width, height))], true);
    }

    // Text on a slope (a watermark) is one line at the end: it must not break the lines it lies across.
    private static IEnumerable<PlacedLine> Askew(List<Letter>? letters, (double Width, double Height) page, int turn)
    {
        var text = string.Concat(letters?.Select(letter => letter.Value) ?? []);
        if (letters is null || string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var boxes = letters.Select(letter => letter.BoundingBox).ToList();
        var (left, right) = (boxes.Min(box => box.BottomLeft.X), boxes.Max(box => box.TopRight.X));
        var (bottom, top) = (boxes.Min(box => box.BottomLeft.Y), boxes.Max(box => box.TopRight.Y));
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => new PlacedWord(word, left, page.Height - top, right - left, top - bottom)
                .Turned(turn, page.Width, page.Height));
        return [new PlacedLine([.. words], true)];
    }
}
