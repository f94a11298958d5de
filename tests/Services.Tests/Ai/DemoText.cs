using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Demo;

namespace DigitalDocs.Services.Tests.Ai;

/// <summary>The words of a made-up document as a reader would find them.</summary>
internal static class DemoText
{
    public static DocumentText Of(DemoDocument document) => new(
        [.. Enumerable.Range(1, document.Pages).Select(page => Page(page, [.. document.Texts.Where(t => t.Page == page)]))], null, null);

    /// <summary>Lines of words, one line under the other.</summary>
    public static DocumentText Of(params string[] lines) => DigitalDocs.Ai.PlainText.Read(string.Join('\n', lines));

    private static PageText Page(int number, IReadOnlyList<SheetText> texts)
    {
        var words = new List<PageWord>();
        for (var line = 0; line < texts.Count; line++)
        {
            var text = texts[line];
            var x = text.X;
            foreach (var word in text.Text.Split(' '))
            {
                var width = word.Length * text.Size * 0.5;
                if (word.Length > 0)
                {
                    words.Add(new PageWord(
                        word, [x / 612, (text.Baseline - (text.Size * 0.8)) / 792, width / 612, text.Size / 792], 1, line));
                }

                x += width + (text.Size * 0.28);
            }
        }

        return new PageText(number, 612, 792, 0, PageSource.TextLayer, string.Join('\n', texts.Select(t => t.Text)), words);
    }
}
