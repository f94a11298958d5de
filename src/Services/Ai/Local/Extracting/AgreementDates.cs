using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>The day an agreement bears, and the day from which it holds.</summary>
internal static class AgreementDates
{
    private const int Reach = 7_000;

    /// <summary>A date at the top of a page, with nothing that says whose it is, scores less.</summary>
    private const double Enough = 1.1;

    private static readonly Regex Cue = Patterns.Of(
        @"\b(?:dated|made|entered\s+into|as\s+of|effective|executed|date\s+of\s+this|this|agreement\s+date|date)\b[^.;]{0,45}$");

    private static readonly Regex Strong = Patterns.Of(
        @"\b(?:dated(?:\s+as\s+of)?|made\s+(?:and\s+entered|this|as\s+of|on|effective)[^.;]{0,40}|entered\s+into[^.;]{0,40}|is\s+as\s+of|as\s+of(?:\s+this)?(?:\s+the)?|this)\s*,?\s*(?:the)?\s*$");

    private static readonly Regex Letter = Patterns.Of(@"\b(?:dear|ladies\s+and\s+gentlemen|gentlemen:)");

    private static readonly Regex Between = Patterns.Of(@"\b(?:between|among|by\s+and)\b");

    private static readonly Regex Effective = Patterns.Of(
        @"\b(?:effective\s+date\b[^.;]{0,60}|effective(?:\s+as\s+of|\s+on|\s+from|\s+commencing)?(?:\s+the)?)\s*[:\s]\s*$");

    private static readonly Regex Defined = Patterns.Of("^[\\s,]*\\(?[^()]{0,30}[\"“'‘]{1,2}\\s?effective\\s+date");

    private static readonly Regex Other = Patterns.Of(
        @"\b(?:filed|amended\s+and\s+restated\s+agreement|pursuant\s+to|certain|act\s+of|commission\s+on|born|expires?|revised|rev\.?|plan|amendment\s+dated|termination|fiscal)\b[^.;]{0,40}$");

    public static (Found? Found, double Confidence) Agreed(string text)
    {
        var head = text.Length > Reach ? text[..Reach] : text;
        var party = Between.Matches(head).FirstOrDefault(m => m.Index > 40)?.Index ?? 0;
        Found? best = null;
        var bestScore = Letter.IsMatch(head) ? 0.3 : Enough;
        foreach (var date in Dates.In(head))
        {
            var before = Flat(head[Math.Max(0, date.Start - 110)..date.Start]);
            var score = 1.0 - (date.Start / 4_500.0)
                + (Cue.IsMatch(before) ? 1.0 : 0) + (Strong.IsMatch(before) ? 1.0 : 0)
                + (Other.IsMatch(before) ? -1.6 : 0)
                + (party > 0 && Math.Abs(date.Start - party) < 260 ? 0.7 : 0);
            if (score > bestScore)
            {
                (best, bestScore) = (date, score);
            }
        }

        return (best, bestScore switch { > 2.4 => 0.93, > 1.5 => 0.82, > 0.8 => 0.6, _ => 0.45 });
    }


    public static (Found? Found, double Confidence) EffectiveFrom(string text)
    {
        var head = text.Length > Reach ? text[..Reach] : text;
        foreach (var date in Dates.In(head))
        {
            var before = Flat(head[Math.Max(0, date.Start - 90)..date.Start]);
            var after = Flat(head[date.End..Math.Min(head.Length, date.End + 60)]);
            if (Effective.IsMatch(before) || Defined.IsMatch(after))
            {
                return (date, 0.9);
            }
        }

        var (found, confidence) = Agreed(text);
        return (found, confidence * 0.9);
    }

    private static string Flat(string text) => text.ReplaceLineEndings(" ");
}
