using DigitalDocs.Ai.Local.Reading;

namespace DigitalDocs.Ai.Local.Classifying;

/// <summary>How strongly titles and phrases of some pages speak for each rule.</summary>
internal static class RuleScores
{
    private const int MaxWordsOfPage = 1_500;

    /// <param name="pages">The first is taken for the title page.</param>
    public static double[] Of(IReadOnlyList<PageView> pages)
    {
        var rules = ClassRules.Shared;
        var titles = new double[rules.Rules.Count];
        var anchors = new double[rules.Rules.Count];
        var seen = new HashSet<(Phrase, int)>();
        for (var p = 0; p < pages.Count; p++)
        {
            var text = new TokenText(pages[p], MaxWordsOfPage);
            var lines = Lines(text);
            foreach (var hit in Hits(text))
            {
                foreach (var use in hit.Phrase.Uses)
                {
                    if (use.IsTitle)
                    {
                        var weight = TitleWeight(text, lines, hit) * (p == 0 ? 1 : 0.3);
                        titles[use.Rule] = Math.Max(titles[use.Rule], weight) + (0.05 * Math.Min(titles[use.Rule], weight));
                    }
                    else if (seen.Add((hit.Phrase, use.Rule)))
                    {
                        anchors[use.Rule] += AnchorWeight(hit.Phrase) * (p == 0 ? 1 : 0.7);
                    }
                }
            }
        }

        return [.. titles.Select((t, i) => t + (2.2 * Math.Log(1 + anchors[i])))];
    }

    /// <summary>Whether a line near the top of the first page is a title.</summary>
    public static bool HasTitle(IReadOnlyList<PageView> pages)
    {
        var text = new TokenText(pages[0], MaxWordsOfPage);
        var lines = Lines(text);
        return Hits(text).Any(h => h.Phrase.Uses.Any(u => u.IsTitle) && TitleWeight(text, lines, h) >= 3.2);
    }

    private static double AnchorWeight(Phrase phrase) =>
        Math.Min(1.6, 0.35 + (0.4 * (phrase.Words - 1))) / Math.Pow(phrase.AnchorClasses, 0.8);

    private static double TitleWeight(TokenText text, Dictionary<int, LineShape> lines, Hit hit)
    {
        var first = text.Tokens[hit.First];
        var last = text.Tokens[hit.Last];
        var words = 0;
        for (var line = first.Line; line <= last.Line; line++)
        {
            words += lines.TryGetValue(line, out var shape) ? shape.Words : 0;
        }

        var coverage = hit.Phrase.Words / (double)Math.Max(hit.Phrase.Words, words);
        var position = lines[first.Line].Order switch { < 6 => 1.0, < 15 => 0.8, < 40 => 0.45, _ => 0.25 };
        if (hit.Phrase.Words == 1 && (coverage < 0.5 || position < 0.8))
        {
            return 0.15 * position;
        }

        var size = first.Height > 1.35 * MedianHeight(text) ? 1.25 : 1.0;
        var upper = first.IsUpper && last.IsUpper ? 1.15 : 1.0;
        var length = hit.Phrase.Words == 1 ? 0.75 : Math.Min(1.2, 0.85 + (0.07 * hit.Phrase.Words));
        return 5.0 * (0.15 + (0.85 * coverage)) * position * size * upper * length;
    }

    private static double MedianHeight(TokenText text)
    {
        var heights = text.Tokens.Select(t => t.Height).Order().ToList();
        return heights.Count == 0 ? 0 : heights[heights.Count / 2];
    }

    private static Dictionary<int, LineShape> Lines(TokenText text)
    {
        var lines = text.Tokens.GroupBy(t => t.Line)
            .Select(g => (Line: g.Key, Words: g.Count(), Top: g.Min(t => t.Top)))
            .OrderBy(l => l.Top)
            .ToList();
        return lines.Select((l, order) => (l.Line, Shape: new LineShape(order, l.Words)))
            .ToDictionary(l => l.Line, l => l.Shape);
    }

    /// <summary>Phrases that stand in the text; one inside a longer one does not count.</summary>
    private static List<Hit> Hits(TokenText text)
    {
        var lookup = ClassRules.Shared.Lookup;
        var hits = new List<Hit>();
        var covered = -1;
        for (var i = 0; i < text.Tokens.Count; i++)
        {
            for (var n = Math.Min(ClassRules.LongestPhrase, text.Tokens.Count - i); n > 0; n--)
            {
                var last = i + n - 1;
                if (last > covered
                    && lookup.TryGetValue(
                        text.Text.AsSpan(text.Tokens[i].Start, text.Tokens[last].End - text.Tokens[i].Start), out var phrase))
                {
                    hits.Add(new Hit(phrase, i, last));
                    covered = last;
                    break;
                }
            }
        }

        return hits;
    }

    private readonly record struct Hit(Phrase Phrase, int First, int Last);

    private readonly record struct LineShape(int Order, int Words);
}
