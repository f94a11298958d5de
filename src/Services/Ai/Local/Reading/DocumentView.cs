using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ai.Local.Reading;

/// <summary>A document's pages as one text. Bounded: a file of thousands of pages costs no more than one of some hundred.</summary>
internal sealed class DocumentView
{
    private const int MaxPages = 400;
    private const int MaxWordsOfPage = 6_000;
    private readonly int[] _starts;

    public DocumentView(DocumentText document)
    {
        Pages = [.. document.Pages.Take(MaxPages).Select(p => new PageView(Bounded(p)))];
        _starts = new int[Pages.Count];
        var at = 0;
        for (var i = 0; i < Pages.Count; i++)
        {
            _starts[i] = at;
            at += Pages[i].Text.Length + 1;
        }

        Text = string.Join('\n', Pages.Select(p => p.Text));
    }

    public IReadOnlyList<PageView> Pages { get; }

    public string Text { get; }

    /// <summary>The text of the first pages.</summary>
    public string Head(int characters) => Text.Length <= characters ? Text : Text[..characters];

    /// <summary>Where the characters from start on stand; a passage over a page break has entries on both pages.</summary>
    public IReadOnlyList<Evidence> EvidenceOf(int start, int length) =>
        [.. PassagesOf(start, length).SelectMany(p => p.Page.EvidenceOf(p.Words))];

    public double ConfidenceOf(int start, int length)
    {
        var passages = PassagesOf(start, length).Where(p => p.Words.Count > 0).ToList();
        return passages.Count == 0 ? 0 : passages.Average(p => p.Page.ConfidenceOf(p.Words));
    }

    private static PageText Bounded(PageText page) =>
        page.Words.Count <= MaxWordsOfPage ? page : page with { Words = [.. page.Words.Take(MaxWordsOfPage)] };

    private IEnumerable<(PageView Page, IReadOnlyList<int> Words)> PassagesOf(int start, int length)
    {
        var index = Array.BinarySearch(_starts, start);
        for (var i = index >= 0 ? index : Math.Max(0, ~index - 1); i < Pages.Count && _starts[i] < start + length; i++)
        {
            var from = Math.Max(0, start - _starts[i]);
            var to = Math.Min(Pages[i].Text.Length, start + length - _starts[i]);
            if (to > from)
            {
                yield return (Pages[i], [.. Pages[i].WordsIn(from, to - from)]);
            }
        }
    }
}
