using System.Text;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ocr;

/// <summary>Makes the page of the contract from lines in reading order: text and words say the same in the same order.</summary>
internal static class PageTextBuilder
{
    public static PageText Build(
        int page, (double Width, double Height) size, int rotation, PageSource source, IReadOnlyList<PlacedLine> lines)
    {
        var text = new StringBuilder();
        var words = new List<PageWord>(lines.Sum(line => line.Words.Count));
        for (var number = 0; number < lines.Count; number++)
        {
            if (number > 0)
            {
                text.Append(lines[number].StartsBlock ? "\n\n" : "\n");
            }

            text.AppendJoin(' ', lines[number].Words.Select(word => word.Text));
            words.AddRange(lines[number].Words.Select(word => new PageWord(
                word.Text, BoxOf(word, size), Math.Round(Math.Clamp(word.Confidence, 0, 1), 3), number)));
        }

        return new PageText(
            page, Math.Round(size.Width, 2), Math.Round(size.Height, 2), rotation,
            words.Count == 0 ? PageSource.None : source, text.ToString(), words);
    }

    private static double[] BoxOf(PlacedWord word, (double Width, double Height) size)
    {
        var x = Math.Clamp(word.X / size.Width, 0, 1);
        var y = Math.Clamp(word.Y / size.Height, 0, 1);
        var right = Math.Clamp(word.Right / size.Width, x, 1);
        var bottom = Math.Clamp(word.Bottom / size.Height, y, 1);
        return [Math.Round(x, 5), Math.Round(y, 5), Math.Round(right - x, 5), Math.Round(bottom - y, 5)];
    }
}
