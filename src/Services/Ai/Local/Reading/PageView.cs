using System.Text;
using DigitalDocs.Ai.Local.Values;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ai.Local.Reading;

/// <summary>A page as text whose every character leads back to a word and its place.</summary>
internal sealed class PageView
{
    /// <summary>A gap below this share of the height is none: readers part signs from the words they stand at.</summary>
    private const double NoGap = 0.06;
    private readonly int[] _starts;
    private readonly bool[] _joined;
    private IReadOnlyList<Row>? _rows;
    private IReadOnlyList<string>[]? _tokens;

    public PageView(PageText page)
    {
        Page = page.Page;
        Words = page.Words;
        IsOcr = page.Source == PageSource.Ocr;
        _starts = new int[Words.Count];
        _joined = new bool[Words.Count];
        var aspect = page.Width > 0 ? page.Height / page.Width : 1.3;
        var text = new StringBuilder();
        for (var i = 0; i < Words.Count; i++)
        {
            _joined[i] = i > 0 && Touches(Words[i - 1], Words[i], aspect);
            if (i > 0 && !_joined[i])
            {
                text.Append(Words[i].Line == Words[i - 1].Line ? ' ' : '\n');
            }

            _starts[i] = text.Length;
            text.Append(Words[i].Text);
        }

        Text = text.ToString();
    }

    public int Page { get; }

    public IReadOnlyList<PageWord> Words { get; }

    public bool IsOcr { get; }

    /// <summary>Words of a line parted by a space unless they touch, lines by a line feed.</summary>
    public string Text { get; }

    /// <summary>The page as the eye sees it: words at one height, from left to right, whatever their reading order.</summary>
    public IReadOnlyList<Row> Rows => _rows ??= Row.Group(Words);

    public int StartOf(int word) => _starts[word];

    /// <summary>Whether the word stands at the one before it without a gap.</summary>
    public bool IsJoined(int word) => _joined[word];

    public string TextOf(IEnumerable<int> words)
    {
        var text = new StringBuilder();
        var before = -2;
        foreach (var word in words)
        {
            text.Append(text.Length == 0 || (word == before + 1 && _joined[word]) ? "" : " ").Append(Words[word].Text);
            before = word;
        }

        return text.ToString();
    }

    /// <summary>Letters and digits of a word in lower case; "Lender/Client:" is "lender", "client".</summary>
    public IReadOnlyList<string> TokensOf(int word)
    {
        _tokens ??= new IReadOnlyList<string>[Words.Count];
        return _tokens[word] ??= [.. Words[word].Text.Split('/', '-', '(', ')').Select(PartyNames.Bare).Where(t => t.Length > 0)];
    }

    /// <summary>The words that the characters from start on stand in.</summary>
    public IEnumerable<int> WordsIn(int start, int length)
    {
        var index = Array.BinarySearch(_starts, start);
        for (var i = index >= 0 ? index : Math.Max(0, ~index - 1); i < _starts.Length && _starts[i] < start + length; i++)
        {
            if (_starts[i] + Words[i].Text.Length > start)
            {
                yield return i;
            }
        }
    }

    /// <summary>
    /// One entry per run of neighbouring words of a line, so that each quote stands on the page letter by letter and its
    /// box holds nothing else.
    /// </summary>
    public IReadOnlyList<Evidence> EvidenceOf(IEnumerable<int> words)
    {
        var evidence = new List<Evidence>();
        var run = new List<int>();
        foreach (var word in words)
        {
            if (run.Count > 0 && (word != run[^1] + 1 || Words[word].Line != Words[run[^1]].Line))
            {
                evidence.Add(Quote(run));
                run.Clear();
            }

            run.Add(word);
        }

        if (run.Count > 0)
        {
            evidence.Add(Quote(run));
        }

        return evidence;
    }

    public double ConfidenceOf(IReadOnlyCollection<int> words) =>
        words.Count == 0 ? 0 : words.Average(w => Words[w].Confidence);

    private static bool Touches(PageWord left, PageWord right, double aspect)
    {
        var gap = right.Box[0] - (left.Box[0] + left.Box[2]);
        var height = Math.Max(left.Box[3], right.Box[3]) * aspect;
        return left.Line == right.Line && gap > -height * 0.3 && gap < height * NoGap;
    }

    private Evidence Quote(List<int> run)
    {
        var left = run.Min(w => Words[w].Box[0]);
        var top = run.Min(w => Words[w].Box[1]);
        var right = run.Max(w => Words[w].Box[0] + Words[w].Box[2]);
        var bottom = run.Max(w => Words[w].Box[1] + Words[w].Box[3]);
        return new Evidence(
            Page,
            string.Join(' ', run.Select(w => Words[w].Text)),
            [Math.Round(left, 5), Math.Round(top, 5), Math.Round(right - left, 5), Math.Round(bottom - top, 5)]);
    }
}
