using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>A field of a class: what it is called, what it looks like, and what stands beside it.</summary>
/// <param name="Shape">How a value is recognised; the type says how it is written down.</param>
/// <param name="Labels">Words before or above the value, the surest first, in lower case without punctuation.</param>
/// <param name="Patterns">Running text around the value; the group <c>v</c> holds it.</param>
/// <param name="Repeats">Several people may stand behind one label.</param>
internal sealed record FieldRule(
    string Name, string Type, string Shape, string? Role, bool Repeats, IReadOnlyList<string> Labels, IReadOnlyList<Regex> Patterns);

/// <summary>The fields of every class. Data: <c>fields.json</c>.</summary>
internal static class FieldSchema
{
    private const string Signed = @"(?<v>\$\s?[0-9][0-9,]*(?:\.[0-9]{2})?)";
    private const string Unsigned = @"(?<v>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?)";

    private static readonly Dictionary<string, IReadOnlyList<FieldRule>> Classes = Load();

    private static readonly HashSet<string> Labels = [.. Classes.Values.SelectMany(rules => rules).SelectMany(rule => rule.Labels)];

    /// <summary>Whether a text is nothing but the label of some field: what stands beside one label is often the next.</summary>
    public static bool IsLabel(string text)
    {
        var words = text.Split([' ', '\n', '/', '-'], StringSplitOptions.RemoveEmptyEntries).Select(Values.PartyNames.Bare).Where(word => word.Length > 0).ToList();
        return Labels.Contains(string.Join(' ', words)) || (words.Count > 1 && words[^1] is "no" or "number" or "date" or "id" or "tract");
    }

    public static IReadOnlyList<FieldRule> Of(string classCode) => Classes.GetValueOrDefault(classCode) ?? [];

    /// <summary>Classes whose first page names parties in a preamble.</summary>
    public static bool HasParties(string classCode) =>
        classCode is "contract" or "lease" or "purchaseAgreement" or "promissoryNote" or "addendum";

    private static Dictionary<string, IReadOnlyList<FieldRule>> Load()
    {
        using var stream = typeof(FieldSchema).Assembly.GetManifestResourceStream("fields.json")
            ?? throw new InvalidOperationException("The field schemas are not embedded.");
        var json = JsonNode.Parse(stream)!.AsObject();
        var classes = new Dictionary<string, IReadOnlyList<FieldRule>>(StringComparer.Ordinal);
        foreach (var (code, fields) in json)
        {
            classes[code] = [.. fields!.AsArray().SelectMany(f => Resolve(f!, classes))];
        }

        return classes;
    }

    /// <summary>A field, or "class:field" and "class:*" to take over those of a class above.</summary>
    private static IEnumerable<FieldRule> Resolve(JsonNode field, Dictionary<string, IReadOnlyList<FieldRule>> classes)
    {
        if (field.GetValueKind() != JsonValueKind.String)
        {
            return [Read(field.AsObject())];
        }

        var parts = field.GetValue<string>().Split(':');
        return classes[parts[0]].Where(f => parts[1] == "*" || f.Name == parts[1]);
    }

    private static FieldRule Read(JsonObject field) => new(
        field["name"]!.GetValue<string>(),
        field["type"]!.GetValue<string>(),
        field["shape"]!.GetValue<string>(),
        field["role"]?.GetValue<string>(),
        field["repeats"]?.GetValue<bool>() ?? false,
        [.. field["labels"]?.AsArray().Select(l => l!.GetValue<string>()) ?? []],
        [.. Written(field).Select(Local.Values.Patterns.Of)]);

    /// <summary>Sums are written with a sign first; where none is found, thousands parted by commas are sums as well.</summary>
    private static IEnumerable<string> Written(JsonObject field)
    {
        var patterns = (field["patterns"]?.AsArray() ?? []).Select(pattern => pattern!.GetValue<string>()).ToList();
        return patterns.Concat(patterns.Where(pattern => pattern.Contains(Signed, StringComparison.Ordinal))
            .Select(pattern => pattern.Replace(Signed, Unsigned, StringComparison.Ordinal).Replace("}" + Unsigned, "}?" + Unsigned, StringComparison.Ordinal)));
    }
}
