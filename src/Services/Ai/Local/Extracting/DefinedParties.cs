using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>
/// Firms that a text names and gives a short name, where no preamble lists the parties: "Sears Holdings Corporation and
/// its subsidiaries ("Sears")"; else firms that have a line of their own, as in the head and the signatures of a letter.
/// </summary>
internal static class DefinedParties
{
    private const int Reach = 5_000;
    private const int Most = 2;

    private static readonly Regex Word = Patterns.CaseSensitive(@"(?:^|\s)(?<w>[A-Z]\S*)");
    private static readonly Regex Alias = Patterns.Of("^[^.;]{0,220}?\\([^()\"“”]{0,60}[\"“][^\"“”]{2,40}[\"”]");

    public static IReadOnlyList<Found> Read(string text)
    {
        var head = text.Length > Reach ? text[..Reach] : text;
        var defined = new List<Found>();
        var at = 0;
        foreach (Match word in Word.Matches(head))
        {
            var start = word.Groups["w"].Index;
            if (start >= at && NameReader.At(head, start, head.Length) is { } name && NameReader.IsFirm(name))
            {
                at = name.End;
                if (Alias.IsMatch(head[name.End..Math.Min(head.Length, name.End + 320)]))
                {
                    defined.Add(name);
                }
            }
        }

        return Distinct(defined.Count > 0 ? defined : OnTheirOwnLines(text));
    }

    private static IEnumerable<Found> OnTheirOwnLines(string text)
    {
        var from = Math.Max(0, text.Length - Reach);
        foreach (var (start, end) in ((int, int)[])[(from, text.Length), (0, Math.Min(text.Length, 1_500))])
        {
            for (var line = start; line < end;)
            {
                var stop = text.IndexOf('\n', line, end - line) is >= 0 and var feed ? feed : end;
                if (stop - line < 70 && NameReader.At(text, line, stop) is { } name && NameReader.IsFirm(name)
                    && stop - name.End <= 3 && name.Start - line <= 2)
                {
                    yield return name;
                }

                line = stop + 1;
            }
        }
    }

    private static IReadOnlyList<Found> Distinct(IEnumerable<Found> names) =>
        [.. names.DistinctBy(n => PartyNames.Bare(n.Value.GetValue<string>())).Take(Most)];
}
