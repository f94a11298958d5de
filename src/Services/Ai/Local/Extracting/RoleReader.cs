using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>
/// People whom a text gives their role as it names them: "made by Ann Lee ("Trustor")", "paid by Ann Lee, Grantee,",
/// "the undersigned, Ann Lee (the "Maker"), promises to pay to the order of First Bank ("Holder")".
/// </summary>
internal static class RoleReader
{
    private const int Reach = 12_000;
    private const int LongestLead = 220;

    private static readonly Regex Mention = Patterns.Of(
        "\\(\\s*(?:hereinafter\\s+(?:called\\s+|referred\\s+to\\s+as\\s+)?)?(?:the\\s+)?[\"“'‘]?(?:the\\s+)?(?<r>[A-Za-z]{5,12})[\"”'’]?\\s*\\)|,\\s*(?:as\\s+|the\\s+|hereinafter\\s+)?[\"“]?(?<r>grantors?|grantees?|mortgagors?|mortgagee|trustors?|trustee|beneficiary|assignor|assignee)\\b");

    private static readonly Regex Lead = Patterns.Of(
        @"(?:\b(?:by|to|from|between|and|that|of|undersigned|whereas|witnesseth|presents|with|unto|is)\b[,:]?\s+(?:the\s+undersigned,?\s+)?)");

    /// <summary>Names with their roles in the order of the text; each role's first mention counts.</summary>
    public static IReadOnlyList<NamedParty> Read(string text)
    {
        var head = text.Length > Reach ? text[..Reach] : text;
        var found = new List<NamedParty>();
        foreach (Match mention in Mention.Matches(head))
        {
            if (PreambleReader.RoleOf(mention.Groups["r"].Value) is { } role && found.All(f => f.Role != role)
                && Before(head, mention.Index) is { } name)
            {
                found.Add(new NamedParty(name, role));
            }
        }

        return found;
    }

    // The nearest name that reaches up to the role, with at most a description ("a widow", "an Ohio corporation") between.
    private static Found? Before(string text, int end)
    {
        var from = Math.Max(0, end - LongestLead);
        foreach (var start in Lead.Matches(text[from..end]).Select(lead => from + lead.Index + lead.Length).Distinct().Reverse())
        {
            if (start < end && NameReader.At(text, start, end) is { } name && name.Start - start <= 2 && IsWhole(name)
                && (name.End >= end - 2 || IsDescription(text[name.End..end])))
            {
                return name;
            }
        }

        return null;
    }

    private static bool IsWhole(Found name) => name.Value.GetValue<string>().Contains(' ', StringComparison.Ordinal);

    private static bool IsDescription(string between) =>
        between.TrimStart().StartsWith(',') && between.Length < 140 && !between.Contains(';', StringComparison.Ordinal) && !between.Contains(". ", StringComparison.Ordinal);
}
