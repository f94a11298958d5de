using System.Text.Json;
using System.Text.RegularExpressions;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>
/// Takes out of an error's message what may be personal: texts of the event itself, whatever stands in quotes,
/// addresses, links and long numbers. Ids stay, they are needed to find the resource.
/// </summary>
internal sealed partial class ErrorRedaction
{
    private const string Gone = "…";
    private const int LongestMessage = 300;
    private const int LongestRead = 4000;
    private readonly List<string> _texts = [];

    public ErrorRedaction(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            Collect(document.RootElement);
        }
        catch (JsonException)
        {
            _texts.Clear();
        }

        _texts.Sort((one, other) => other.Length.CompareTo(one.Length));
    }

    public string Apply(string message)
    {
        var text = message.Length > LongestRead ? message[..LongestRead] : message;
        foreach (var known in _texts)
        {
            text = text.Replace(known, Gone, StringComparison.OrdinalIgnoreCase);
        }

        text = Control().Replace(text, " ");
        text = Quoted().Replace(text, Gone);
        text = Link().Replace(text, Gone);
        text = Address().Replace(text, Gone);
        text = Number().Replace(text, found => Guid.TryParse(found.Value, out _) ? found.Value : Gone);
        return text.Length > LongestMessage ? text[..LongestMessage] + Gone : text;
    }

    private void Collect(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Collect(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item);
                }

                break;
            case JsonValueKind.String when element.GetString() is { Length: >= 3 } text && !Guid.TryParse(text, out _):
                _texts.Add(text);
                break;
        }
    }

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029]+", RegexOptions.NonBacktracking)]
    private static partial Regex Control();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'|“[^”]*”|`[^`]*`|«[^»]*»", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[a-zA-Z][a-zA-Z0-9+.-]*://\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\s@<>]+@[^\s@<>]+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    // An id, or digits with at most two marks between them: account, phone and tax numbers.
    [GeneratedRegex(
        @"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\w*[+(]?\d([ ().-]{0,2}\d){3,}\w*",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
