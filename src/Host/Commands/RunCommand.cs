using System.CommandLine;
using DigitalDocs.Host.Demo;
using DigitalDocs.Host.Starting;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Resilience;

namespace DigitalDocs.Host.Commands;

/// <summary><c>digitaldocs run</c>: hosts the chosen services until it is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var target = HostSettings.Target();
        var data = HostSettings.Data();
        var urls = HostSettings.Urls();
        var demo = new Option<bool>("--demo")
        {
            Description = "Fills an empty installation with two demo agencies; loopback only.",
        };
        var command = new Command("run", "Hosts services (all by default).") { target, data, urls, demo };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(target)!,
            HostSettings.AsConfiguration(parsed, data, urls),
            parsed.GetValue(demo),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(string targets, string[] configuration, bool demo, CancellationToken ct)
    {
        var catalogue = ServiceCatalogue.Select(Services.All, targets, out var unknown);
        if (unknown is not null)
        {
            await Console.Error.WriteLineAsync(unknown);
            return 1;
        }

        BlockingStores.HaveThreads();
        var builder = Composition.CreateBuilder(configuration, catalogue);
        await using var app = Composition.Build(builder, catalogue);
        using var mark = RunningMark.Hold(app.Configuration["Data:Folder"] ?? new DataOptions().Folder);
        var problems = EdgeSafety.Problems(app.Configuration, demo)
            .Concat(ServiceCopies.Problems(app.Configuration))
            .Concat(ConfigurationCheck.Invalid(app.Services))
            .Concat(FreeAddresses.Taken(app.Configuration))
            .Concat(mark is null ? ["Files are being moved in this data folder. Start the server when that is done."] : []).ToList();
        if (problems.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, problems));
            return 1;
        }

        try
        {
            await app.MigrateWhenReadyAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }

        var people = demo && catalogue.Hosts("auth") && catalogue.Hosts("users")
            ? await DemoPeople.CreateAsync(app.Services, ct)
            : null;
        await app.StartAsync(ct);
        SelfAddressing.Set(app);
        if (people is not null && catalogue.Hosts("gateway"))
        {
            // In the background: the server is usable before the demo's documents are read.
            _ = DemoRecords.CreateAsync(app, people, app.Lifetime.ApplicationStopping);
        }

        await ReadyLine.PrintAsync(app, catalogue, people, ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
