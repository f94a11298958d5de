using System.CommandLine;

namespace DigitalDocs.Host.Commands;

/// <summary><c>digitaldocs list-targets</c>: a line per service.</summary>
internal static class ListTargetsCommand
{
    public static Command Create()
    {
        var command = new Command("list-targets", "Lists the services that this program can host.");
        command.SetAction(async (_, _) =>
        {
            await Console.Out.WriteLineAsync("all");
            foreach (var service in Services.All)
            {
                await Console.Out.WriteLineAsync(service.Name);
            }

            return 0;
        });
        return command;
    }
}
