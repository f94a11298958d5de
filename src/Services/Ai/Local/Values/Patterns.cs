using System.Text.RegularExpressions;

namespace DigitalDocs.Ai.Local.Values;

/// <summary>Patterns over document text take linear time whatever the text is.</summary>
internal static class Patterns
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    public static Regex Of(string pattern) => new(pattern, Options | RegexOptions.IgnoreCase);

    public static Regex CaseSensitive(string pattern) => new(pattern, Options);
}
