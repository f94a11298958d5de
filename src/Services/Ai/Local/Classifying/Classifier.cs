using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Local.Classifying;

/// <summary>Says what kind of document some pages are.</summary>
internal static class Classifier
{
    private const int PagesRead = 3;
    private const double Sharpness = 1.7;

    /// <summary>Even the plainest title is wrong now and then.</summary>
    private const double MostSure = 0.99;

    /// <summary>What "other" is worth before anything is read: a class has to say more than this.</summary>
    private const double Unknown = 2.0;

    public static DocumentClass Classify(IReadOnlyList<PageView> pages)
    {
        var read = pages.SkipWhile(p => p.Words.Count < 5).Take(PagesRead).ToList();
        var scores = RuleScores.Of(read);
        var rules = ClassRules.Shared.Rules;
        var best = rules.Select((rule, i) => (Rule: rule, Score: scores[i] + (rule.Class == "other" ? Unknown : 0)))
            .GroupBy(r => r.Rule.Class)
            .Select(g => g.MaxBy(r => r.Score))
            .OrderByDescending(r => r.Score)
            .ToList();
        var sum = best.Sum(b => Math.Exp(Sharpness * (b.Score - best[0].Score)));
        var first = 1 / sum;
        var second = Math.Exp(Sharpness * (best[1].Score - best[0].Score)) / sum;
        return new DocumentClass(
            best[0].Rule.Class,
            best[0].Rule.Subclass,
            Math.Round(Math.Min(MostSure, first), 3),
            "ai",
            new ClassGuess(best[1].Rule.Class, Math.Round(second, 3)));
    }
}
