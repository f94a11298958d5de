using System.Text;
using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>Words that may hold a value, as one text that leads back to them.</summary>
internal sealed class Passage
{
    private readonly List<int> _starts = [];

    public Passage(PageView page, IEnumerable<IReadOnlyList<int>> lines, double weight)
    {
        Page = page;
        Weight = weight;
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            for (var i = 0; i < line.Count; i++)
            {
                var joins = i > 0 && line[i] == line[i - 1] + 1 && page.IsJoined(line[i]);
                if (text.Length > 0 && !joins)
                {
                    text.Append(i == 0 ? '\n' : ' ');
                }

                _starts.Add(text.Length);
                Words.Add(line[i]);
                text.Append(page.Words[line[i]].Text);
            }
        }

        Text = text.ToString();
    }

    public PageView Page { get; }

    public double Weight { get; }

    public List<int> Words { get; } = [];

    public string Text { get; }

    public IReadOnlyList<int> WordsOf(Found found) =>
        [.. Words.Where((w, i) => _starts[i] < found.End && _starts[i] + Page.Words[w].Text.Length > found.Start)];
}

/// <summary>Finds a label on a page and what stands behind it, to its right and below it.</summary>
internal static class LabelReader
{
    private const double Below = 0.05;

    /// <summary>Places for the value of a label, the likeliest first.</summary>
    public static IEnumerable<Passage> Passages(PageView page, string label, bool manyLines)
    {
        var wanted = label.Split(' ');
        for (var r = 0; r < page.Rows.Count; r++)
        {
            var row = page.Rows[r];
            for (var c = 0; c < row.Cells.Count; c++)
            {
                foreach (var (first, last, exact) in Occurrences(page, row.Cells[c], wanted))
                {
                    var weight = (first == 0 ? 1.0 : 0.75) * (exact ? 1.0 : 0.9);
                    foreach (var passage in Around(page, r, c, last, weight, manyLines))
                    {
                        yield return passage;
                    }
                }
            }
        }
    }

    private static IEnumerable<Passage> Around(PageView page, int r, int c, int last, double weight, bool manyLines)
    {
        var row = page.Rows[r];
        var cell = row.Cells[c];
        var rest = cell.Words.Skip(last + 1).SkipWhile(word => page.TokensOf(word).Count == 0).ToList();
        if (rest.Count > 0 && !PrintedWords.AreInstruction(page.TextOf(rest)))
        {
            yield return new Passage(page, manyLines ? Block(page, r, rest, cell.Left) : [rest], weight * 0.95);
        }
        else if (c + 1 < row.Cells.Count)
        {
            var next = row.Cells.Skip(c + 1).Take(2).SelectMany(n => n.Words).ToList();
            yield return new Passage(page, manyLines ? Block(page, r, row.Cells[c + 1].Words, row.Cells[c + 1].Left) : [next], weight * 0.92);
        }

        var below = BelowOf(page, r, cell);
        if (below.Count > 0)
        {
            yield return new Passage(page, manyLines ? below : [below[0]], weight * 0.75);
        }
    }

    /// <summary>A value of several lines: those under its first, as far to the left.</summary>
    private static IEnumerable<IReadOnlyList<int>> Block(PageView page, int r, IReadOnlyList<int> first, double labelLeft)
    {
        yield return first;
        var left = page.Words[first[0]].Box[0];
        var bottom = page.Rows[r].Bottom;
        for (var i = r + 1; i < Math.Min(page.Rows.Count, r + 4); i++)
        {
            var row = page.Rows[i];
            var cell = row.Cells.FirstOrDefault(n => Math.Abs(n.Left - left) < 0.02)
                ?? row.Cells.FirstOrDefault(n => Math.Abs(n.Left - labelLeft) < 0.01);
            if (cell is null || row.Top - bottom > Math.Max(0.012, row.Height * 1.2))
            {
                yield break;
            }

            bottom = row.Bottom;
            yield return cell.Words;
        }
    }

    private static List<IReadOnlyList<int>> BelowOf(PageView page, int r, Cell label)
    {
        var lines = new List<IReadOnlyList<int>>();
        var bottom = label.Bottom;
        for (var i = r + 1; i < Math.Min(page.Rows.Count, r + 6) && lines.Count < 3; i++)
        {
            var row = page.Rows[i];
            if (row.Top - bottom > Below * (lines.Count == 0 ? 1 : 0.4))
            {
                break;
            }

            var cell = row.Cells.FirstOrDefault(c => c.Left < label.Right && c.Right > label.Left && c.Left > label.Left - 0.06);
            if (cell is not null && (lines.Count > 0 || !PrintedWords.AreInstruction(cell.Text)))
            {
                lines.Add(cell.Words);
                bottom = row.Bottom;
            }
        }

        return lines;
    }

    /// <summary>Where the label's words follow each other in a cell.</summary>
    private static IEnumerable<(int First, int Last, bool Exact)> Occurrences(PageView page, Cell cell, string[] wanted)
    {
        for (var i = 0; i < cell.Words.Count && i < 12; i++)
        {
            var (matched, at, isWhole) = (0, i, true);
            while (at < cell.Words.Count && matched < wanted.Length)
            {
                var step = Matches(page.TokensOf(cell.Words[at]), wanted, matched, ref isWhole);
                if (step < 0)
                {
                    break;
                }

                matched += step;
                at++;
            }

            if (matched == wanted.Length && at > i)
            {
                var first = page.Words[cell.Words[i]].Text;
                var last = page.Words[cell.Words[at - 1]].Text;
                var closes = last.EndsWith(':') || cell.Words.Skip(at).All(word => page.TokensOf(word).Count == 0)
                    || page.Words[cell.Words[at]].Text is ":" or "#";
                var begins = i == 0 || (i == 1 && first.Length > 0 && page.Words[cell.Words[0]].Text.Length <= 2);
                if (begins || closes)
                {
                    yield return (begins ? 0 : i, at - 1, closes && isWhole);
                }
            }
        }
    }

    /// <summary>
    /// How many of the wanted words the word is ("lender/client" is two); -1 when none, 0 for a mere sign. Forms give
    /// alternatives with a slash ("File/Commitment No", "Property Tax Parcel/Account Number"): a label may begin or end
    /// at one.
    /// </summary>
    private static int Matches(IReadOnlyList<string> tokens, string[] wanted, int from, ref bool isWhole)
    {
        if (tokens.Count == 0)
        {
            return from > 0 ? 0 : -1;
        }

        for (var skip = 0; skip < (from == 0 ? tokens.Count : 1); skip++)
        {
            var same = 0;
            while (skip + same < tokens.Count && from + same < wanted.Length && tokens[skip + same] == wanted[from + same])
            {
                same++;
            }

            if (same > 0 && (skip + same == tokens.Count || from + same == wanted.Length))
            {
                isWhole &= same == tokens.Count;
                return same;
            }
        }

        return -1;
    }
}
