using System.Text;
using System.Text.RegularExpressions;

namespace DigitalDocs.Documents;

/// <summary>
/// Names of files are for people, never paths of ours: everything that text can hold is kept as it came. Only a name
/// that is a path loses its folders.
/// </summary>
internal static partial class FileName
{
    public const int Longest = 255;
    private const int LongestExtension = 20;
    private const string Unnamed = "unnamed";

    public static string Clean(string? sent)
    {
        var name = Storable(sent ?? "");
        if (LooksLikePath().IsMatch(name))
        {
            name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        }

        return name is "" or "." or ".." ? Unnamed : Shorten(name);
    }

    // No text column holds NUL, and a lone surrogate is no character.
    private static string Storable(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            text.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        }

        return text.ToString();
    }

    private static string Shorten(string name)
    {
        if (name.Length <= Longest)
        {
            return name;
        }

        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && name.Length - dot <= LongestExtension ? name[dot..] : "";
        var end = Longest - extension.Length;
        return name[..(char.IsHighSurrogate(name[end - 1]) ? end - 1 : end)] + extension;
    }

    [GeneratedRegex(@"^(?:[A-Za-z]:)?[\\/]|(?:^|[\\/])\.\.(?:[\\/]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex LooksLikePath();
}
