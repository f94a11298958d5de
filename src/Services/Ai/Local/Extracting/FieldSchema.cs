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
    private static readonly Dictionary<string, IReadOnlyList<FieldRule>> Classes = Load();

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
        [.. field["patterns"]?.AsArray().Select(p => Local.Values.Patterns.Of(p!.GetValue<string>())) ?? []]);
}
