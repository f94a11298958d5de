using System.Text.Json;

namespace DigitalDocs.Ai.Local.Classifying;

/// <summary>What speaks for a class: titles it bears and phrases that stand in it. Data: <c>classes.json</c>.</summary>
internal sealed record ClassRule(string Class, string? Subclass, string[] Titles, string[] Anchors);

/// <summary>The rules, looked up by phrase.</summary>
internal sealed class ClassRules
{
    public const int LongestPhrase = 10;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private ClassRules(IReadOnlyList<ClassRule> rules)
    {
        Rules = rules;
        var phrases = new Dictionary<string, List<PhraseUse>>(StringComparer.Ordinal);
        for (var i = 0; i < rules.Count; i++)
        {
            Add(phrases, rules[i].Titles, i, isTitle: true);
            Add(phrases, rules[i].Anchors, i, isTitle: false);
        }

        Phrases = phrases.ToDictionary(
            p => p.Key,
            p => new Phrase(
                p.Key.Count(c => c == ' ') + 1,
                p.Value.Where(u => !u.IsTitle).Select(u => rules[u.Rule].Class).Distinct().Count(),
                [.. p.Value]),
            StringComparer.Ordinal);
    }

    public static ClassRules Shared { get; } = Load();

    public IReadOnlyList<ClassRule> Rules { get; }

    public IReadOnlyDictionary<string, Phrase> Phrases { get; }

    public Dictionary<string, Phrase>.AlternateLookup<ReadOnlySpan<char>> Lookup =>
        ((Dictionary<string, Phrase>)Phrases).GetAlternateLookup<ReadOnlySpan<char>>();

    private static void Add(Dictionary<string, List<PhraseUse>> phrases, string[] texts, int rule, bool isTitle)
    {
        foreach (var text in texts)
        {
            if (!phrases.TryGetValue(text, out var uses))
            {
                phrases[text] = uses = [];
            }

            uses.Add(new PhraseUse(rule, isTitle));
        }
    }

    private static ClassRules Load()
    {
        using var stream = typeof(ClassRules).Assembly.GetManifestResourceStream("classes.json")
            ?? throw new InvalidOperationException("The class rules are not embedded.");
        return new ClassRules(JsonSerializer.Deserialize<ClassRule[]>(stream, Json) ?? []);
    }
}

/// <param name="AnchorClasses">How many classes the phrase speaks for as an anchor.</param>
internal sealed record Phrase(int Words, int AnchorClasses, IReadOnlyList<PhraseUse> Uses);

internal readonly record struct PhraseUse(int Rule, bool IsTitle);
