using System.CommandLine;
using System.Reflection;
using DigitalDocs.Platform.Composition;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Host.Commands;

/// <summary><c>digitaldocs print-config</c>: every setting in force, secrets masked.</summary>
internal static class PrintConfigCommand
{
    public static Command Create()
    {
        var target = HostSettings.Target();
        var data = HostSettings.Data();
        var urls = HostSettings.Urls();
        var command = new Command("print-config", "Prints every setting in force, secrets masked.") { target, data, urls };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, _) =>
        {
            var catalogue = ServiceCatalogue.Select(Services.All, parsed.GetValue(target)!, out var unknown);
            if (unknown is not null)
            {
                await Console.Error.WriteLineAsync(unknown);
                return 1;
            }

            var builder = Composition.CreateBuilder(HostSettings.AsConfiguration(parsed, data, urls), catalogue);
            await using var services = builder.Services.BuildServiceProvider();
            await Console.Out.WriteLineAsync($"Urls = {builder.Configuration["Urls"]}");
            foreach (var section in services.GetServices<OptionsSection>().OrderBy(s => s.Section, StringComparer.Ordinal))
            {
                foreach (var line in Lines(section.Section, section.Type, ValueOf(services, section.Type)))
                {
                    await Console.Out.WriteLineAsync(line);
                }
            }

            return 0;
        });
        return command;
    }

    private static object ValueOf(IServiceProvider services, Type type)
    {
        var options = services.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
        return options.GetType().GetProperty("Value")!.GetValue(options)!;
    }

    private static IEnumerable<string> Lines(string prefix, Type type, object? value)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var name = $"{prefix}:{property.Name}";
            var set = value is null ? null : property.GetValue(value);
            if (property.PropertyType.Namespace?.StartsWith("DigitalDocs", StringComparison.Ordinal) == true
                && property.PropertyType.IsClass)
            {
                foreach (var line in Lines(name, property.PropertyType, set))
                {
                    yield return line;
                }
            }
            else
            {
                var secret = property.GetCustomAttribute<SecretAttribute>() is not null && set is not null and not "";
                yield return $"{name} = {(secret ? "********" : set)}";
            }
        }
    }
}
