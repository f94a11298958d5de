using System.CommandLine;
using System.Reflection;

namespace DigitalDocs.Host.Commands;

/// <summary><c>digitaldocs version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Prints the version.");
        command.SetAction(async (_, _) =>
        {
            var version = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
            await Console.Out.WriteLineAsync($"digitaldocs {version?.InformationalVersion}");
            return 0;
        });
        return command;
    }
}
