using System.Text.Json;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Claude;

/// <summary>Claude's answer as its schema describes it.</summary>
internal sealed record ClaudeAnswer(
    string Class,
    string? Subclass,
    double Confidence,
    string RunnerUp,
    string Summary,
    IReadOnlyList<ClaudeField> Fields,
    IReadOnlyList<ClaudePart> Parts)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Null when it is not what was asked for; then the problem says why.</summary>
    public static ClaudeAnswer? Read(string text, int pages, out string problem)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<ClaudeAnswer>(text, Json);
            problem = answer is null ? "The answer is null." : answer.Problem(pages) ?? "";
            return problem.Length == 0 ? answer : null;
        }
        catch (JsonException e)
        {
            problem = $"The answer is not JSON of the schema: {e.Message}";
            return null;
        }
    }

    private string? Problem(int pages) =>
        !ClassCodes.All.Contains(Class) ? $"\"{Class}\" is not a class."
        : Confidence is < 0 or > 1 || Fields.Any(f => f.Confidence is < 0 or > 1) ? "A confidence is not between 0 and 1."
        : Parts.Any(p => p.FromPage < 1 || p.ToPage < p.FromPage || p.ToPage > pages || !ClassCodes.All.Contains(p.Class))
            ? "A part is not a run of pages of this document."
        : null;
}

internal sealed record ClaudeField(string Name, string Value, string? Role, int Page, string Quote, double Confidence);

internal sealed record ClaudePart(int FromPage, int ToPage, string Class, double Confidence);
