using System.Reflection;
using System.Text;
using DigitalDocs.Contracts.Events;

namespace DigitalDocs.Architecture.Tests;

/// <summary>Writes <c>docs/events.md</c> from the event contracts and their handlers.</summary>
internal static class EventsPage
{
    private const string Head = """
        # Events

        Generated from the contracts; a test fails when it is stale. Each event is delivered at least once and in order per subject;
        its exact JSON is in `tests/Contracts.Tests/Golden`. Around it is a CloudEvents 1.0 envelope: `id`, `type`, `source`,
        `subject`, `time`, `agencyid`, `actor`, `traceparent`, `data`.
        """;

    /// <param name="handlers">Event type → names of the groups that handle it.</param>
    public static string Write(ILookup<string, string> handlers)
    {
        var page = new StringBuilder(Head);
        var events = typeof(IEvent).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IEvent)))
            .Select(type => (Type: type, Name: (string)type.GetProperty("EventType", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!))
            .OrderBy(e => e.Name, StringComparer.Ordinal);
        foreach (var (type, name) in events)
        {
            page.Append($"\n\n## {name}\n\n{XmlDocs.OfType(type)}\n\n");
            var groups = handlers[name].Order(StringComparer.Ordinal).Select(group => $"`{group}`").ToList();
            page.Append($"Handled by: {(groups.Count == 0 ? "nobody yet" : string.Join(", ", groups))}.\n\n");
            page.Append("| member | type | what |\n| --- | --- | --- |");
            foreach (var parameter in type.GetConstructors()[0].GetParameters())
            {
                var member = char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];
                page.Append($"\n| `{member}` | {TypeName(parameter)} | {XmlDocs.OfParameter(type, parameter.Name)} |");
            }
        }

        return page.ToString();
    }

    private static string TypeName(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var name = plain.IsGenericType ? $"list of {plain.GenericTypeArguments[0].Name}" : plain.Name;
        var optional = plain != type
            || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        return optional ? $"{name} or null" : name;
    }
}
