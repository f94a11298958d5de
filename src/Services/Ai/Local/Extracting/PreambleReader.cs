using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>A party of an agreement as its preamble names it.</summary>
internal sealed record NamedParty(Found Name, string? Role);

/// <summary>Reads the parties out of "… by and between X, a Delaware corporation ("Seller"), and Y ("Buyer") …".</summary>
internal static class PreambleReader
{
    private const int Reach = 9_000;
    private const int LongestPreamble = 1_600;
    private const int MostParties = 12;

    private static readonly Regex Trigger = Patterns.Of(
        @"\bby\s+and\s+(?:between|among)(?:st)?\b|\bbetween\b:?|\bamong(?:st)?\b|\bparties\s*:|\bentered\s+into\s+(?:by|with)\b|\bis\s+made\s+by\b");

    private static readonly Regex End = Patterns.Of(
        @"\b(?:whereas|recitals|witnesseth|w\s?i\s?t\s?n\s?e\s?s\s?s\s?e\s?t\s?h|now,?\s+therefore|preliminary\s+statement|background)\b");

    private static readonly Regex Role = Patterns.Of("\\((?:[^()\"“”]{0,60})?[\"“'‘]{1,2}\\s?(?<r>[^\"“”()]{2,40}?)\\s?[,.]?[\"”'’]{1,2}|\\((?<r>hereinafter[^()]{2,60})\\)|[\"“](?<r>[A-Z][A-Za-z ]{2,25})[\"”]");

    private static readonly Regex Descriptor = Patterns.Of(
        @"\b(?:corporation|company|partnership|individual|association|trust|entity|person|man|woman|resident|bank|wife|husband|tenants)\b\s*[,;]?\s*(?:and\b|&)");

    private static readonly Regex Separator = Patterns.Of(@"\)\s*[,;.]?\s*(?:,?\s*and\b(?:\s+(?:between|among)\b)?|&|,|;)?|;\s*(?:and\b)?");

    private static readonly Regex And = Patterns.Of(@"\band\s+");

    private static readonly Regex Direct = Patterns.Of(@"^\s*,?\s*(?:and|&|,)\s+");

    private static readonly string[] KnownRoles =
    [
        "seller", "buyer", "purchaser", "vendor", "landlord", "tenant", "lessor", "lessee", "borrower", "lender", "grantor",
        "grantee", "trustor", "trustee", "beneficiary", "mortgagor", "mortgagee", "assignor", "assignee", "company", "employee",
        "employer", "executive", "consultant", "contractor", "client", "customer", "licensor", "licensee", "franchisor",
        "franchisee", "distributor", "supplier", "recipient", "disclosing party", "receiving party", "owner", "manager", "agent",
        "broker", "guarantor", "investor", "stockholder", "shareholder", "maker", "holder", "payee", "optionor", "optionee",
        "provider", "bank", "counterparty", "affiliate", "director", "sponsor", "principal",
    ];

    public static IReadOnlyList<NamedParty> Read(string text)
    {
        IReadOnlyList<NamedParty> best = [];
        var bestScore = 0.0;
        foreach (Match trigger in Trigger.Matches(text.Length > Reach ? text[..Reach] : text))
        {
            var parties = Parties(text, trigger.Index + trigger.Length, trigger.Value.EndsWith(':'));
            var score = parties.Count == 0
                ? 0
                : Math.Min(parties.Count, 3) + (parties.Count(p => p.Role is not null) * 1.5)
                    + (trigger.Value.StartsWith("between", StringComparison.OrdinalIgnoreCase) ? 0 : 0.5) - (trigger.Index / 2_500.0);
            if (score > bestScore)
            {
                (best, bestScore) = (parties, score);
            }
        }

        return best;
    }

    /// <summary>The role in its class's words: a known one, else null (an abbreviation of the name is none).</summary>
    public static string? RoleOf(string text)
    {
        var lower = string.Join(' ', text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var role = Array.Find(KnownRoles, r => lower == r || lower == "the " + r || lower == r + "s" || lower == r + "(s")
            ?? Array.Find(KnownRoles, r => lower.EndsWith(" " + r, StringComparison.Ordinal));
        return role?.Replace(" p", "P", StringComparison.Ordinal);
    }

    private static IReadOnlyList<NamedParty> Parties(string text, int start, bool isList)
    {
        var end = EndOf(text, start);
        var found = new List<NamedParty>();
        var aliases = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = 0;
        var at = start;
        while (at < end && found.Count < MostParties)
        {
            at = SkipLead(text, at, end);
            if (NameReader.At(text, at, end) is not { } name)
            {
                if (Retry(text, at, end, isList) is not { } retry)
                {
                    break;
                }

                at = retry;
                continue;
            }

            found.Add(new NamedParty(name, null));
            var direct = Direct.Match(text[name.End..Math.Min(end, name.End + 12)]);
            if (direct.Success && FollowsDirectly(text, name.End + direct.Length, end, direct.Value))
            {
                at = name.End + direct.Length;
                continue;
            }

            var next = NextAfterSeparator(text, name.End, end) ?? end;
            if (Role.Match(text, name.End, Math.Min(end, next) - name.End) is { Success: true } role)
            {
                aliases.Add(role.Groups["r"].Value.Trim());
                for (; open < found.Count; open++)
                {
                    found[open] = found[open] with { Role = RoleOf(role.Groups["r"].Value) ?? "" };
                }
            }

            at = next;
        }

        return Plausible(found, aliases);
    }

    // A lone word that is neither a firm nor has a role is the beginning of something else.
    private static IReadOnlyList<NamedParty> Plausible(List<NamedParty> found, HashSet<string> aliases) =>
    [
        .. found.Where(p => !aliases.Contains(p.Name.Value.GetValue<string>())
                && (p.Role is not null || NameReader.IsFirm(p.Name) || p.Name.Value.GetValue<string>().Contains(' ', StringComparison.Ordinal)))
            .Select(p => p with { Role = p.Role?.Length == 0 ? null : p.Role }),
    ];

    private static int? Retry(string text, int at, int end, bool isList)
    {
        var separator = NextAfterSeparator(text, at, end);
        var line = isList ? text.IndexOf('\n', at, end - at) : -1;
        return line >= 0 && (separator is null || line + 1 < separator) ? line + 1 : separator;
    }

    /// <summary>"A and B": a name right behind the other; behind a mere comma only a firm's, for places follow there too.</summary>
    private static bool FollowsDirectly(string text, int at, int end, string joint) =>
        NameReader.At(text, at, end) is { } next && !IsArticle(text, at)
        && (joint.Trim() != "," || NameReader.IsFirm(next) || (next.End + 1 < end && text[next.End..].TrimStart().StartsWith('(')));

    private static bool IsArticle(string text, int at) => text[at] is 'a' or 'A' && at + 1 < text.Length && text[at + 1] is ' ' or 'n';

    private static int? NextAfterSeparator(string text, int at, int end)
    {
        var separator = Separator.Match(text, at, end - at);
        var descriptor = Descriptor.Match(text, at, end - at);
        if (descriptor.Success && (!separator.Success || descriptor.Index < separator.Index))
        {
            return descriptor.Index + descriptor.Length;
        }

        var limit = separator.Success && separator.Length > 0 ? separator.Index : end;
        foreach (Match and in And.Matches(text[at..limit]))
        {
            if (NameReader.At(text, at + and.Index + and.Length, end) is { } firm && NameReader.IsFirm(firm))
            {
                return at + and.Index + and.Length;
            }
        }

        return separator.Success && separator.Length > 0 ? separator.Index + separator.Length : null;
    }

    private static int SkipLead(string text, int at, int end)
    {
        while (at < end)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] is ',' or ';' or ':' or '.')
            {
                at++;
            }
            else if (text[at] == '(' && at + 3 < end && text.IndexOf(')', at, Math.Min(5, end - at)) is > 0 and var close)
            {
                at = close + 1;
            }
            else if (LeadWord(text, at, end) is > 0 and var length)
            {
                at += length;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static int LeadWord(string text, int at, int end)
    {
        foreach (var word in (string[])["and", "by", "between", "among", "&", "both", "its parent company", "the"])
        {
            if (at + word.Length < end && char.IsWhiteSpace(text[at + word.Length])
                && string.Compare(text, at, word, 0, word.Length, word == "the" ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase) == 0)
            {
                return word.Length;
            }
        }

        return 0;
    }

    private static int EndOf(string text, int start)
    {
        var limit = Math.Min(text.Length, start + LongestPreamble);
        if (End.Match(text, start, limit - start) is { Success: true } word)
        {
            limit = word.Index;
        }

        for (var i = start + 20; i < limit - 2; i++)
        {
            if (text[i] == '.' && char.IsWhiteSpace(text[i + 1]) && (char.IsUpper(text[i + 2]) || char.IsAsciiDigit(text[i + 2])))
            {
                var from = i;
                while (from > start && !char.IsWhiteSpace(text[from - 1]) && text[from - 1] is not '(')
                {
                    from--;
                }

                var word2 = text[from..i];
                var bare = PartyNames.Bare(word2);
                if (bare.Length > 2 && !PartyNames.IsSuffix(bare) && !word2.Contains('.', StringComparison.Ordinal)
                    && bare is not ("no" or "ave" or "blvd" or "mrs" or "ste" or "sgt" or "bros"))
                {
                    return i;
                }
            }
        }

        return limit;
    }
}
