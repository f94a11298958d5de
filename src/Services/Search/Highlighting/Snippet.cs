using System.Net;
using System.Text;
using DigitalDocs.Search.Analysis;

namespace DigitalDocs.Search.Highlighting;

/// <summary>Cuts the stretch of a text that holds most of the query, with its words marked, safe to show as HTML.</summary>
internal static class Snippet
{
    private const int Length = 200;
    private const int Before = 60;

    /// <summary>On a page full of hits the best stretch is looked for among the first.</summary>
    private const int MostStarts = 40;

    /// <summary>How much of the query the words make up: each term once, then a little for more of it.</summary>
    public static float Worth(IEnumerable<LitWord> words) => words
        .GroupBy(word => word.Term)
        .Sum(term => term.First().Weight * (1 + (0.1f * Math.Min(5, term.Count() - 1))));

    /// <param name="start">Position of the text's first word.</param>
    /// <param name="words">In the order of their positions.</param>
    public static string Cut(string text, int start, List<LitWord> words)
    {
        var marks = Marks(text, start, words);
        var (from, to) = Window(text, marks);
        var html = new StringBuilder();
        html.Append(from > 0 ? "… " : "");
        var at = from;
        foreach (var (begin, end, _) in marks)
        {
            if (begin >= at && end <= to)
            {
                Append(html, text.AsSpan(at, begin - at));
                html.Append("<mark>");
                Append(html, text.AsSpan(begin, end - begin));
                html.Append("</mark>");
                at = end;
            }
        }

        Append(html, text.AsSpan(at, to - at));
        html.Append(to < text.Length ? " …" : "");
        return html.ToString().Trim();
    }

    private static List<(int Begin, int End, LitWord Word)> Marks(string text, int start, List<LitWord> words)
    {
        var marks = new List<(int, int, LitWord)>();
        Span<char> buffer = stackalloc char[Tokenizer.MaxTerm + 3];
        var tokens = new Tokenizer(text, buffer);
        var position = start - 1;
        var next = 0;
        while (next < words.Count && tokens.MoveNext())
        {
            if (!tokens.Advances)
            {
                continue;
            }

            position++;
            while (next < words.Count && words[next].Position < position)
            {
                next++;
            }

            if (next < words.Count && words[next].Position == position)
            {
                marks.Add((tokens.Start, tokens.End, words[next]));
            }
        }

        return marks;
    }

    private static (int From, int To) Window(string text, List<(int Begin, int End, LitWord Word)> marks)
    {
        var best = (Worth: -1f, From: 0);
        for (var i = 0; i < Math.Min(marks.Count, MostStarts); i++)
        {
            var from = marks[i].Begin;
            var worth = Worth(marks.Skip(i).TakeWhile(mark => mark.End <= from + Length - Before).Select(mark => mark.Word));
            best = worth > best.Worth ? (worth, from) : best;
        }

        var begin = Math.Max(0, Math.Min(best.From - Before, text.Length - Length));
        var end = Math.Min(text.Length, begin + Length);
        while (begin > 0 && begin < best.From && !char.IsWhiteSpace(text[begin - 1]))
        {
            begin++;
        }

        while (end < text.Length && end > begin + (Length / 2) && !char.IsWhiteSpace(text[end]))
        {
            end--;
        }

        return (begin, end);
    }

    /// <summary>Text as HTML on one line.</summary>
    private static void Append(StringBuilder html, ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var space = char.IsWhiteSpace(c);
            if (space && (plain.Length > 0 ? plain[^1] == ' ' : html.Length > 0 && html[^1] == ' '))
            {
                continue;
            }

            if (space || !char.IsControl(c))
            {
                plain.Append(space ? ' ' : c);
            }
        }

        html.Append(WebUtility.HtmlEncode(plain.ToString()));
    }
}
