using System.Reflection;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Auth.Passwords;

/// <summary>
/// What a password must be when it is set. No rules of composition: length and not being well known count.
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 8;
    public const int Longest = 128;
    private static readonly Lazy<HashSet<string>> Common = new(ReadCommon);

    /// <param name="ownWords">The person's name, address and agency: guessed first.</param>
    public static Failure? Check(string password, params IEnumerable<string> ownWords)
    {
        var length = password.EnumerateRunes().Count();
        if (length is < Shortest or > Longest)
        {
            return Failure.Invalid("password", $"Between {Shortest} and {Longest} characters.");
        }

        var plain = Plain(password);
        if (Common.Value.Contains(plain) || plain.Distinct().Count() < 3)
        {
            return Weak("This password is among the first that are tried. Choose another.");
        }

        var words = ownWords.SelectMany(word => word.Split(' ', '@', '.', '-', '_')).Select(Plain)
            .Where(word => word.Length >= 4);
        return words.Any(word => plain.Replace(word, "", StringComparison.Ordinal).Trim(Digits).Length < 3)
            ? Weak("This password is made of your own name or address. Choose another.")
            : null;
    }

    private static readonly char[] Digits = [.. "0123456789!.?_-"];

    private static Failure Weak(string detail) => new("weak_password", 422, detail)
    {
        Errors = new Dictionary<string, string[]> { ["password"] = [detail] },
    };

    private static string Plain(string text) => text.ToLowerInvariant();

    private static HashSet<string> ReadCommon()
    {
        using var stream = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream("DigitalDocs.Auth.Passwords.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd()
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }
}
