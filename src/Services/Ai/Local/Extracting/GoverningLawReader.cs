using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>Finds whose law an agreement is governed by.</summary>
internal static class GoverningLawReader
{
    private static readonly Regex Cue = Patterns.Of(
        @"\b(?:govern(?:ed|ing|s)?|construed|interpreted|construction|enforced)\b|\bapplicable\s+law\b|\bchoice\s+of\s+law\b");

    private static readonly Regex Law = Patterns.Of(@"\b(?:laws?|statutes|jurisdiction)\b");

    public static Found? Read(string text)
    {
        foreach (Match cue in Cue.Matches(text))
        {
            var end = Math.Min(text.Length, cue.Index + 330);
            var window = text[cue.Index..end];
            if (Law.Match(window) is not { Success: true, Index: < 170 } law)
            {
                continue;
            }

            // "governed by Oregon law" has the place before the word, "the laws of the State of Oregon" after it.
            var before = Places.In(window[..law.Index]).LastOrDefault();
            if (before is not null && IsLegalOrder(before) && law.Index - before.End < 12 && cue.Length > 6)
            {
                return before.Shifted(cue.Index);
            }

            var rest = window[law.Index..Math.Min(window.Length, law.Index + 150)];
            if (Places.In(rest).FirstOrDefault(IsLegalOrder) is { } after && !IsOrganised(rest[..after.Start]))
            {
                return after.Shifted(cue.Index + law.Index);
            }
        }

        return null;
    }

    /// <summary>"The laws of the United States" are about exports and patents: a contract has the law of a state.</summary>
    private static bool IsLegalOrder(Found place) =>
        !place.Value.GetValue<string>().StartsWith("United States", StringComparison.OrdinalIgnoreCase);

    private static bool IsOrganised(string text) =>
        text.Contains("organized", StringComparison.OrdinalIgnoreCase) || text.Contains("existing under", StringComparison.OrdinalIgnoreCase);
}
