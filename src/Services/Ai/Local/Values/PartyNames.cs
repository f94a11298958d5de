using System.Text.Json.Nodes;

namespace DigitalDocs.Ai.Local.Values;

/// <summary>Names of people and firms.</summary>
internal static class PartyNames
{
    private static readonly HashSet<string> Suffixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "inc", "incorporated", "llc", "lp", "llp", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "sa", "ag",
        "gmbh", "nv", "bv", "na", "pc", "pllc", "lllp", "asa", "trust", "pte", "pty", "fsb", "jr", "sr", "ii", "iii", "iv",
        "spa", "ulc", "kk", "bhd", "sdn", "oy", "ab", "esq",
    };

    public static bool IsSuffix(string word) => Suffixes.Contains(Bare(word));

    /// <summary>Letters and digits only: "L.L.C.," is "llc".</summary>
    public static string Bare(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    public static JsonObject Party(string name, string? role) => new() { ["name"] = name, ["role"] = role };

    /// <summary>One spelling for the legal forms and "&amp;", so that the same firm compares equal across documents.</summary>
    public static string Normalise(string name)
    {
        var words = name.Replace("&", " & ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select((word, i) => i == 0 ? word : Bare(word) switch
        {
            "incorporated" => "Inc.",
            "limited" => "Ltd.",
            "lp" when word.Contains('.', StringComparison.Ordinal) => "LP",
            "llc" when word.Contains('.', StringComparison.Ordinal) => "LLC",
            "llp" when word.Contains('.', StringComparison.Ordinal) => "LLP",
            "" when word == "&" => "and",
            _ => word,
        });
        return string.Join(' ', words).Trim(' ', ',', ';', ':');
    }
}
