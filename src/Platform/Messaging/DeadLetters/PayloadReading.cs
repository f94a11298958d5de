using System.Text.Json;
using System.Text.RegularExpressions;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>A corrected payload, read as strictly as a request: what the event's contract does not know is refused.</summary>
internal sealed partial record PayloadReading(string Subject, Guid? AgencyId, IReadOnlySet<string> Ids, Failure? Failure)
{
    private static readonly JsonSerializerOptions Strict = MakeStrict();

    public static PayloadReading Of<TEvent>(string json)
        where TEvent : IEvent
    {
        try
        {
            return JsonSerializer.Deserialize<TEvent>(json, Strict) is { } read
                ? new(read.Subject, read.AgencyId, IdsOf(json), null)
                : Refused(Failure.Invalid("payload", "It may not be null."));
        }
        catch (JsonException exception)
        {
            return Refused(JsonFailures.From(exception));
        }
        catch (Exception exception) when (exception is NotSupportedException or NullReferenceException)
        {
            // A member that the subject is taken from is missing.
            return Refused(Failure.Invalid("payload", "It is not complete."));
        }
    }

    /// <summary>
    /// Whether the payload may replace the letter's. It must be about the same resource of the same agency and name no
    /// other resource (nor a file of one): handlers trust events, so a correction could reach where its author may not.
    /// </summary>
    public Failure? Check(DeadLetter letter) =>
        Failure is not null ? Failure
        : Subject != letter.Subject ? Invalid("It is about another resource than the event.")
        : (AgencyId ?? Guid.Empty) != letter.AgencyId ? Invalid("It belongs to another agency than the event.")
        : Ids.Except(IdsOf(letter.Data)).Any() ? Invalid("It names a resource that the event does not name.")
        : null;

    // Ids wherever they stand, alone or in the key of a file; as values, so that no way of writing hides one.
    private static HashSet<string> IdsOf(string json)
    {
        var ids = new HashSet<string>();
        using var document = JsonDocument.Parse(json);
        var open = new Stack<JsonElement>([document.RootElement]);
        while (open.TryPop(out var element))
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in element.EnumerateObject())
                    {
                        open.Push(member.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var item in element.EnumerateArray())
                    {
                        open.Push(item);
                    }

                    break;
                case JsonValueKind.String:
                    ids.UnionWith(Id().Matches(element.GetString()!)
                        .Select(id => id.Value.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()));
                    break;
            }
        }

        return ids;
    }

    private static PayloadReading Refused(Failure reason) =>
        new("", null, new HashSet<string>(), Invalid("It is not what the event's contract says.") with
        {
            Errors = reason.Errors?.ToDictionary(
                error => error.Key == "payload" ? error.Key : $"payload.{error.Key}", error => error.Value)
                ?? new Dictionary<string, string[]> { ["payload"] = ["It cannot be read."] },
        });

    private static Failure Invalid(string message) =>
        new Failure("payload_invalid", 422, "The corrected payload cannot be used; nothing was changed.")
        {
            Errors = new Dictionary<string, string[]> { ["payload"] = [message] },
        };

    private static JsonSerializerOptions MakeStrict()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        WireJson.ForRequests(options);
        return options;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Id();
}
