using System.CommandLine;
using DigitalDocs.Host.Starting;

namespace DigitalDocs.Host.Commands;

/// <summary><c>digitaldocs check-config</c>: every error at once; exit 1 when there is one.</summary>
internal static class CheckConfigCommand
{
    public static Command Create()
    {
        var target = HostSettings.Target();
        var data = HostSettings.Data();
        var urls = HostSettings.Urls();
        var offline = new Option<bool>("--offline") { Description = "Does not ask the engines whether they can be used." };
        var command = new Command("check-config", "Checks the whole configuration, asks every engine, names every error.")
        {
            target, data, urls, offline,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, ct) =>
        {
            var errors = await ConfigurationCheck.ErrorsAsync(
                parsed.GetValue(target)!, HostSettings.AsConfiguration(parsed, data, urls), parsed.GetValue(offline), ct);
            foreach (var error in errors)
            {
                await Console.Error.WriteLineAsync(error);
            }

            await Console.Out.WriteLineAsync(errors.Count == 0
                ? "The configuration is fine."
                : $"The configuration has {errors.Count} error{(errors.Count == 1 ? "" : "s")}.");
            return errors.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
