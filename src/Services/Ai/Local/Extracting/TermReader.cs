using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>Finds how long an agreement runs: "shall continue for a period of two (2) years" is "2 years".</summary>
internal static class TermReader
{
    private static readonly (Regex Cue, double Weight)[] Before =
    [
        (Patterns.Of(@"\b(?:this|the)\s+(?:letter\s+)?agreement\b[^.]{0,160}\b(?:terminate|expire|continue|remain|effective|in\s+force|effect|term|shall\s+apply|shall\s+govern|be\s+binding)"), 3.0),
        (Patterns.Of(@"\bterm\s+(?:of\s+(?:this|the)\s+(?:agreement|lease)|hereof)\b"), 4.0),
        (Patterns.Of(@"\b(?:initial\s+term|lease\s+term|a\s+term\s+of|for\s+the\s+term)\b"), 2.5),
        (Patterns.Of(@"\bterm(?:ination)?\s*[.:—-]"), 2.0),
        (Patterns.Of(@"\b(?:confidential|confidentiality|obligations|disclosed?|undertakings?|non-?disclosure)\b"), 1.2),
        (Patterns.Of(@"\b(?:survive|terminate|expire|lapse|cease|bound|remain|continue|in\s+effect)\b"), 1.0),
        (Patterns.Of(@"\bfor\s+(?:a|the)\s+(?:period|term)\s+(?:of|ending)\b"), 0.6),
        (Patterns.Of(@"\b(?:solicit|non-?solicitation|standstill|compete|competition|non-?competition|further\s+terms?|additional|renewal|hire|notice|employed|acquire|cure|salary|severance|payment|ownership|warranty|preceding|prior\s+to)\b"), -2.2),
    ];

    private static readonly (Regex Cue, double Weight)[] After =
    [
        (Patterns.Of(@"^[^.;]{0,30}\b(?:from|after|following)\s+(?:the\s+)?(?:date|effective|execution|receipt|disclosure|termination|commencement)"), 1.2),
        (Patterns.Of(@"^[^.;]{0,25}\bthereafter\b"), 0.6),
        (Patterns.Of(@"^[^.;]{0,60}\b(?:unless|renew|extended|provided)\b"), 0.5),
        (Patterns.Of(@"^[^.;]{0,14}\b(?:notice|of\s+age|old|experience|base\s+salary|preceding)\b"), -2.5),
    ];

    public static Found? Read(string text)
    {
        Found? best = null;
        var bestScore = 2.2;
        foreach (var span in Durations.In(text))
        {
            var unit = span.Value.GetValue<string>();
            if (unit.Contains("day", StringComparison.Ordinal) || unit.Contains("week", StringComparison.Ordinal))
            {
                continue;
            }

            var from = Math.Max(0, span.Start - 260);
            var before = Sentence(text[from..span.Start].ReplaceLineEndings(" "));
            var after = text[span.End..Math.Min(text.Length, span.End + 90)].ReplaceLineEndings(" ");
            var score = Before.Sum(b => b.Cue.IsMatch(before) ? b.Weight : 0) + After.Sum(a => a.Cue.IsMatch(after) ? a.Weight : 0);
            if (score > bestScore)
            {
                (best, bestScore) = (span, score);
            }
        }

        return best;
    }

    /// <summary>The sentence in hand and a short heading before it.</summary>
    private static string Sentence(string before)
    {
        var end = before.LastIndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? before : before[Math.Max(0, end - 22)..];
    }
}
