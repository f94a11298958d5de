using System.Data.Common;
using DigitalDocs.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>Looks into the services' databases for events that were not handed on, and for dead letters.</summary>
internal static class Leftovers
{
    private static readonly string[] Services = ["auth", "users", "authorization", "documents", "storage", "search", "ocr", "ai", "gateway"];
    private static readonly string[] Tables = ["outbox", "dead_letters"];

    /// <returns>A line per table that is not empty in the end.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(Installation installation, CancellationToken ct)
    {
        var left = new List<string>();
        foreach (var service in Services)
        {
            foreach (var table in Tables)
            {
                var rows = 0L;
                try
                {
                    await Eventually.TrueAsync(
                        async () => (rows = await CountAsync(installation, service, table, ct)) == 0, "an empty table", ct);
                }
                catch (Xunit.Sdk.XunitException)
                {
                    left.Add($"{service}.{table} has {rows} rows");
                }
            }
        }

        return left;
    }

    private static async Task<long> CountAsync(Installation installation, string service, string table, CancellationToken ct)
    {
        const string Setting = "--Data:ConnectionString=";
        var postgres = installation.Settings.FirstOrDefault(setting => setting.StartsWith(Setting, StringComparison.Ordinal));
        var file = Path.Combine(installation.DataFolder, service + ".db");
        if (postgres is null && !File.Exists(file))
        {
            return 0;
        }

        await using DbConnection connection = postgres is null
            ? new SqliteConnection($"Data Source={file};Mode=ReadOnly")
            : new NpgsqlConnection(postgres[Setting.Length..]);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Both names come from the lists above.
        command.CommandText = $"SELECT count(*) FROM {(postgres is null ? table : $"\"{service}\".{table}")}";
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
