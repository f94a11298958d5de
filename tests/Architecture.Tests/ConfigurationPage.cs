using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Architecture.Tests;

/// <summary>Writes <c>docs/configuration.md</c> from the options classes.</summary>
internal static class ConfigurationPage
{
    private const string Head = """
        # Configuration

        Generated from the options classes; a test fails when it is stale. As an environment variable a setting is written with
        `DD_` before it and `__` for `:`, as in `DD_Data__Provider=postgres`; on the command line as
        `--Data:Provider=postgres`. What is wrong is said before the first request, all at once: `digitaldocs check-config`.

        Besides the sections: `Urls` = addresses to listen on; `Services:<target>:Url` = where a service that is not
        hosted here is; several copies with `;` between their addresses. `Kestrel:Certificates:Default:Path` and `:KeyPath` = the
        certificate (PEM) of https addresses at the edge.
        """;

    public static string Write(IEnumerable<OptionsSection> sections)
    {
        var page = new StringBuilder(Head);
        foreach (var section in sections.DistinctBy(section => section.Type).OrderBy(section => section.Section, StringComparer.Ordinal))
        {
            page.Append($"\n\n## {section.Section}\n\n{XmlDocs.OfType(section.Type)}\n\n");
            page.Append("| setting | default | allowed | what |\n| --- | --- | --- | --- |");
            AppendRows(page, section.Section, section.Type, Activator.CreateInstance(section.Type)!);
        }

        return page.ToString();
    }

    private static void AppendRows(StringBuilder page, string prefix, Type type, object defaults)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var name = $"{prefix}:{property.Name}";
            var value = property.GetValue(defaults);
            if (property.PropertyType is { IsClass: true } nested
                && nested.Namespace?.StartsWith("DigitalDocs", StringComparison.Ordinal) == true)
            {
                AppendRows(page, name, nested, value ?? Activator.CreateInstance(nested)!);
                continue;
            }

            page.Append($"\n| `{name}` | {Default(property, value)} | {Allowed(property)} | {XmlDocs.OfProperty(type, property.Name)} |");
        }
    }

    private static string Default(PropertyInfo property, object? value) =>
        property.GetCustomAttribute<SecretAttribute>() is not null ? "(secret)"
        : value is null or "" ? "–"
        : value is string[] list ? $"`{string.Join(", ", list)}`"
        : $"`{FormattableString.Invariant($"{value}")}`";

    private static string Allowed(PropertyInfo property) =>
        property.GetCustomAttribute<OneOfAttribute>() is { } one ? string.Join(", ", one.Names.Select(name => $"`{name}`"))
        : property.GetCustomAttribute<RangeAttribute>() is { } range ? FormattableString.Invariant($"{range.Minimum} to {range.Maximum}")
        : property.PropertyType == typeof(bool) ? "`true`, `false`"
        : property.GetCustomAttribute<RequiredAttribute>() is not null ? "not empty"
        : "";
}
