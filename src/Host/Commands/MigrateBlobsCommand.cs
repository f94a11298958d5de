using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Host.Commands;

/// <summary><c>digitaldocs migrate-blobs</c>: moves the files to the other kind of store.</summary>
internal static class MigrateBlobsCommand
{
    public static Command Create()
    {
        var data = HostSettings.Data();
        var from = new Option<string>("--from") { Description = "folder or s3.", Required = true };
        var to = new Option<string>("--to") { Description = "s3 or folder.", Required = true };
        var command = new Command(
            "migrate-blobs", "Copies all files from one store to the other and verifies each. Stop the server first.")
        {
            data, from, to,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, ct) =>
            RunAsync(parsed.GetValue(from)!, parsed.GetValue(to)!, HostSettings.AsConfiguration(parsed, data), ct));
        return command;
    }

    private static async Task<int> RunAsync(string from, string to, string[] configuration, CancellationToken ct)
    {
        var catalogue = ServiceCatalogue.Select(Services.All, ServiceCatalogue.AllTargets, out _);
        var builder = Composition.CreateBuilder(configuration, catalogue);
        await using var services = builder.Services.BuildServiceProvider();
        var folder = Path.GetFullPath(services.GetRequiredService<IOptions<DataOptions>>().Value.Folder);
        try
        {
            var options = services.GetRequiredService<IOptions<BlobsOptions>>().Value;
            Validator.ValidateObject(options.S3, new ValidationContext(options.S3), validateAllProperties: true);
            using var alone = RunningMark.TakeAlone(folder);
            if (alone is null)
            {
                return await FailAsync($"A server runs on {folder}. Stop it first: what it stores meanwhile would be missed.");
            }

            using var migration = BlobMigration.Open(from, to, options, folder);
            var report = await migration.RunAsync(
                done => Console.Out.WriteLine($"{done.Objects:N0} files, {done.Bytes:N0} bytes copied and verified"), ct);
            return report.Differences > 0
                ? await FailAsync($"{report.Differences} files changed while they were copied. Run it again.")
                : await SucceedAsync(report, to);
        }
        catch (Exception e) when (e is ArgumentException or ValidationException or OptionsValidationException)
        {
            return await FailAsync(e is ValidationException ? $"Blobs:S3: {e.Message}" : e.Message);
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreFullException or BlobCorruptException)
        {
            return await FailAsync($"{e.Message} Run it again: it goes on where it stopped.");
        }
    }

    private static async Task<int> SucceedAsync(BlobMigrationReport report, string to)
    {
        await Console.Out.WriteLineAsync(
            $"Done: {report.Objects:N0} files, {report.Bytes:N0} bytes. Set Blobs:Provider={to} and start the server; "
            + "the old store is as it was and may be removed later.");
        return 0;
    }

    private static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}
