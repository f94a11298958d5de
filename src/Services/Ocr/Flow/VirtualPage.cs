using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ocr;

/// <summary>
/// Formats that flow (text, office, mail) have no pages of their own. They are set in a type of fixed width on letter
/// pages that exist only here, so that a quote has a place and the drawn page shows it there.
/// </summary>
internal static class VirtualPage
{
    public const double Width = 612;
    public const double Height = 792;
    public const double Margin = 50;
    public const double LineHeight = 11.5;
    public const double LetterWidth = 5.4;
    public const double FontSize = 9;

    private const int MaxPages = 2_000;
    private const int Columns = (int)((Width - (2 * Margin)) / LetterWidth);
    private const int Rows = (int)((Height - (2 * Margin)) / LineHeight);

    /// <summary>Sets text; a form feed begins a new page.</summary>
    public static IEnumerable<PageText> Set(string text)
    {
        var number = 0;
        foreach (var section in text.Split('\f').SkipLast(text.EndsWith('\f') ? 1 : 0))
        {
            foreach (var rows in section.ReplaceLineEndings("\n").Split('\n').SelectMany(Wrap).Chunk(Rows))
            {
                if (++number > MaxPages)
                {
                    yield break;
                }

                yield return Page(number, rows);
            }
        }
    }

    private static PageText Page(int number, string[] rows)
    {
        var lines = new List<PlacedLine>();
        var startsBlock = false;
        for (var row = 0; row < rows.Length; row++)
        {
            var words = WordsOf(rows[row], Margin + (row * LineHeight)).ToList();
            if (words.Count > 0)
            {
                lines.Add(new PlacedLine(words, startsBlock && lines.Count > 0));
            }

            startsBlock = words.Count == 0;
        }

        return PageTextBuilder.Build(number, (Width, Height), 0, PageSource.TextLayer, lines);
    }

    private static IEnumerable<PlacedWord> WordsOf(string row, double y)
    {
        var start = -1;
        for (var i = 0; i <= row.Length; i++)
        {
            var isGap = i == row.Length || char.IsWhiteSpace(row[i]);
            if (isGap && start >= 0)
            {
                yield return new PlacedWord(row[start..i], Margin + (start * LetterWidth), y, (i - start) * LetterWidth, LineHeight);
                start = -1;
            }
            else if (!isGap && start < 0)
            {
                start = i;
            }
        }
    }

    private static IEnumerable<string> Wrap(string line)
    {
        var rest = string.Concat(line.Replace("\t", "    ", StringComparison.Ordinal).Where(c => !char.IsControl(c))).TrimEnd();
        while (rest.Length > Columns)
        {
            var cut = rest.LastIndexOf(' ', Columns);
            cut = cut > Columns / 3 ? cut : Columns;
            yield return rest[..cut];
            rest = rest[cut..].TrimStart();
        }

        yield return rest;
    }
}
