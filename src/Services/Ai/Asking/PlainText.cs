using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ai;

/// <summary>Text without pages, laid out so that it can be read like a page.</summary>
internal static class PlainText
{
    private const int LinesOfPage = 60;
    private const double Column = 1.0 / 110;

    public static DocumentText Read(string text)
    {
        var pages = text.Split('\f')
            .SelectMany(page => page.ReplaceLineEndings("\n").Split('\n').Chunk(LinesOfPage))
            .Select((lines, i) => Page(i + 1, lines))
            .ToList();
        return new DocumentText(pages, null, null);
    }

    /// <summary>Places in a text that has no pages would be invented.</summary>
    public static DocumentAnalysis WithoutPlaces(DocumentAnalysis analysis) => analysis with
    {
        Fields = analysis.Fields?
            .Select(f => f with { Evidence = [.. f.Evidence.Select(e => e with { Box = [] })] })
            .ToList(),
    };

    private static PageText Page(int number, string[] lines)
    {
        var words = new List<PageWord>();
        for (var line = 0; line < lines.Length; line++)
        {
            var at = 0;
            foreach (var part in lines[line].Split(' ', '\t'))
            {
                if (part.Length > 0)
                {
                    words.Add(new PageWord(part, [at * Column, (line + 0.5) / (LinesOfPage + 1), part.Length * Column, 0.012], 1, line));
                }

                at += part.Length + 1;
            }
        }

        return new PageText(number, 612, 792, 0, PageSource.TextLayer, string.Join('\n', words.GroupBy(w => w.Line).Select(l => string.Join(' ', l.Select(w => w.Text)))), words);
    }
}
