using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Data.Moving;
using DigitalDocs.Platform.Health;

namespace DigitalDocs.Host.Commands;

/// <summary><c>digitaldocs migrate --from sqlite --to postgres</c>: moves an installation's rows.</summary>
internal static class MoveRows
{
    public static async Task<int> RunAsync(string? from, string? to, string[] configuration, CancellationToken ct)
    {
        if (from != DataOptions.Sqlite || to != DataOptions.Postgres)
        {
            await Console.Error.WriteLineAsync(
                $"Rows are moved --from {DataOptions.Sqlite} --to {DataOptions.Postgres}, not from '{from}' to '{to}'.");
            return 1;
        }

        var catalogue = ServiceCatalogue.Select(Services.All, ServiceCatalogue.AllTargets, out _);
        var builder = Composition.CreateBuilder([.. configuration, $"--Data:Provider={DataOptions.Postgres}"], catalogue);
        await using var app = Composition.Build(builder, catalogue);
        var troubles = await app.Services.GetRequiredService<EngineProbes>().TroublesAsync(ct);
        if (troubles.Where(trouble => trouble.Need == EngineNeed.ToStart).ToList() is { Count: > 0 } blockers)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, blockers));
            return 1;
        }

        await Console.Out.WriteLineAsync($"{"table",-44} {"rows",12}  content");
        if (await new InstallationMove(app.Services, Print).RunAsync(ct) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }

        await Console.Out.WriteLineAsync(
            "Moved, and every table compared. Files, keys and the search index stay in the data folder (migrate-blobs moves "
            + "files). Start with Data:Provider=postgres from now on; the SQLite files are as they were and may be kept as a backup.");
        return 0;
    }

    private static void Print(MovedRows table) => Console.Out.WriteLine(
        table.SourceHash.Length == 0
            ? $"{table.Table,-44} {table.Rows,12:N0}  put back into the outbox"
            : $"{table.Table,-44} {table.Rows,12:N0}  {table.SourceHash} {(table.IsSame ? "=" : "DIFFERS FROM")} {table.TargetHash}");
}
