using System.CommandLine;
using DigitalDocs.Host.Demo;
using DigitalDocs.Host.Starting;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Host.Commands;

/// <summary><c>digitaldocs demo</c>: fills an empty installation and ends; what it put in is read when it runs.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var data = HostSettings.Data();
        var command = new Command("demo", "Fills an empty installation with two demo agencies, then ends.") { data };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, ct) =>
        {
            var catalogue = ServiceCatalogue.Select(Services.All, ServiceCatalogue.AllTargets, out _);
            string[] arguments = [.. HostSettings.AsConfiguration(parsed, data), "--Urls=http://127.0.0.1:0"];
            await using var app = Composition.Build(Composition.CreateBuilder(arguments, catalogue), catalogue);
            app.Services.MigrateDatabases();
            if (await DemoPeople.CreateAsync(app.Services, ct) is not { } people)
            {
                await Console.Error.WriteLineAsync("This installation has people of its own; nothing was changed.");
                return 1;
            }

            await app.StartAsync(ct);
            SelfAddressing.Set(app);
            await DemoRecords.CreateAsync(app, people, ct);
            await app.StopAsync(ct);
            await Console.Out.WriteLineAsync($"The demo is in place. Logins: {DemoPeople.FileIn(app.Configuration)}");
            return 0;
        });
        return command;
    }
}
