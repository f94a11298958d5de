using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Platform.Http;

/// <summary>Says which member of a JSON body is wrong, without naming our types.</summary>
internal static class JsonFailures
{
    public static Failure From(JsonException exception)
    {
        var message = exception.Message;
        if (message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            return Of(Quoted(message), "This member is not known here.");
        }

        if (message.Contains("missing required properties", StringComparison.Ordinal))
        {
            var members = message[(message.IndexOf("including", StringComparison.Ordinal) + 9)..]
                .Trim(' ', ':', '.').Split(';')[0].Split(',')
                .Select(member => member.Trim(' ', '\'', '"', '.')).Where(member => member.Length > 0);
            return Failure.Invalid(members.ToDictionary(member => member, _ => new[] { "This member is missing." }));
        }

        var path = exception.Path?.TrimStart('$').TrimStart('.');
        return string.IsNullOrEmpty(path) || exception.InnerException is JsonException
            ? new Failure(
                "invalid_json",
                StatusCodes.Status400BadRequest,
                $"The body is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}).")
            : Of(path, "The value has the wrong type or form.");
    }

    private static Failure Of(string member, string message) =>
        new("invalid_json", StatusCodes.Status400BadRequest, $"The body cannot be used: see {member}.")
        {
            Errors = new Dictionary<string, string[]> { [member] = [message] },
        };

    private static string Quoted(string message) => message.Split('\'').ElementAtOrDefault(1) ?? "$";
}
