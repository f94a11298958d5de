using System.CommandLine;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Host.Commands;

/// <summary>
/// <c>digitaldocs migrate</c>: brings the databases to this version and tells the broker who wants which events; with
/// <c>--from</c> and <c>--to</c> it moves the installation's rows to the other engine.
/// </summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var target = HostSettings.Target();
        var data = HostSettings.Data();
        var from = new Option<string?>("--from") { Description = "Moves all rows: from this engine (sqlite); stop the server first." };
        var to = new Option<string?>("--to") { Description = "Moves all rows: to this engine (postgres, Data:ConnectionString)." };
        var command = new Command("migrate", "Creates or updates the databases of the chosen services, or moves them.")
        {
            target, data, from, to,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, ct) =>
        {
            if ((parsed.GetValue(from) ?? parsed.GetValue(to)) is not null)
            {
                return await MoveRows.RunAsync(
                    parsed.GetValue(from), parsed.GetValue(to), HostSettings.AsConfiguration(parsed, data), ct);
            }

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
            if (troubles.Count == 0)
            {
                await app.Services.SubscribeHandlersAsync(ct);
            }

            await Console.Out.WriteLineAsync(
                $"Databases are up to date: {string.Join(", ", catalogue.Hosted.Select(service => service.Name))}.");
            return 0;
        });
        return command;
    }
}
