using System.CommandLine;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Health;

namespace DigitalDocs.Host.Commands;

/// <summary><c>digitaldocs migrate</c>: brings the databases to this version, and nothing else.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var target = HostSettings.Target();
        var data = HostSettings.Data();
        var command = new Command("migrate", "Creates or updates the databases of the chosen services.") { target, data };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, ct) =>
        {
            var catalogue = ServiceCatalogue.Select(Services.All, parsed.GetValue(target)!, out var unknown);
            if (unknown is not null)
            {
                await Console.Error.WriteLineAsync(unknown);
                return 1;
            }

            var builder = Composition.CreateBuilder(HostSettings.AsConfiguration(parsed, data), catalogue);
            await using var app = Composition.Build(builder, catalogue);
            var troubles = await app.Services.GetRequiredService<EngineProbes>().TroublesAsync(ct);
            if (troubles.Where(trouble => trouble.Need == EngineNeed.ToStart).ToList() is { Count: > 0 } blockers)
            {
                await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, blockers));
                return 1;
            }

            app.Services.MigrateDatabases();
            await Console.Out.WriteLineAsync(
                $"Databases are up to date: {string.Join(", ", catalogue.Hosted.Select(service => service.Name))}.");
            return 0;
        });
        return command;
    }
}
