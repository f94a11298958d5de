using System.Text.Json;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>One link of a chain of errors.</summary>
/// <param name="Type">The exception's full name, or <c>retry</c> when the handler itself asked for another attempt,
/// <c>poison</c> when processes ended while they handled the event.</param>
/// <param name="Message">What it said, without what may be personal.</param>
/// <param name="Where">The method that raised it; empty when not known.</param>
internal sealed record ErrorLink(string Type, string Message, string Where)
{
    public const string AskedForRetry = "retry";

    public const string Poison = "poison";
}

/// <summary>The errors of one attempt, outermost first: enough to find the defect, bounded.</summary>
internal sealed record ErrorChain(IReadOnlyList<ErrorLink> Links)
{
    private const int MostLinks = 8;

    /// <summary>One line for lists and logs.</summary>
    public string Summary => Links[0] is { Type: ErrorLink.AskedForRetry or ErrorLink.Poison } told
        ? told.Message
        : string.Join(" <- ", Links.Select(link => $"{link.Type.Split('.')[^1]} at {link.Where}"));

    /// <param name="payload">What the handler was given: none of its texts gets into a message.</param>
    public static ErrorChain Of(Exception exception, string payload)
    {
        var redaction = new ErrorRedaction(payload);
        var links = new List<ErrorLink>();
        for (var e = exception; e is not null && links.Count < MostLinks; e = e.InnerException)
        {
            var site = e.TargetSite;
            links.Add(new(
                e.GetType().FullName ?? e.GetType().Name,
                redaction.Apply(e.Message),
                site is null ? "" : $"{site.DeclaringType?.FullName}.{site.Name}"));
        }

        return new(links);
    }

    public static ErrorChain OfRetry(string reason, string payload) =>
        new([new(ErrorLink.AskedForRetry, new ErrorRedaction(payload).Apply(reason), "")]);

    public static ErrorChain OfPoison(int attempts) => new([new(
        ErrorLink.Poison, $"Handed out {attempts} times without an end, as when the process dies: not tried again.", "")]);

    /// <summary>A store did not answer: that says nothing of the event, which waits until it does.</summary>
    public bool IsStoreAway => Links.Any(link => link.Type == typeof(StoreUnavailableException).FullName);

    public bool IsPoison => Links[0].Type == ErrorLink.Poison;

    public static ErrorChain FromJson(string json) =>
        new(JsonSerializer.Deserialize<List<ErrorLink>>(json, WireJson.Options) ?? []);

    public string ToJson() => JsonSerializer.Serialize(Links, WireJson.Options);
}
