using DigitalDocs.Platform.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DigitalDocs.Platform.Health;

/// <summary>Whether the main PostgreSQL server lets us in, is new enough and takes changes.</summary>
internal sealed class PostgresProbe(IOptions<DataOptions> options) : IEngineProbe
{
    private const int OldestVersion = 150_000;
    private const string Setting = "Data:ConnectionString";

    public string Name => "PostgreSQL";

    public EngineNeed Need => EngineNeed.ToStart;

    public async Task<string?> WhatIsWrongAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(options.Value.ConnectionString))
        {
            return $"no address is given ({Setting}).";
        }

        NpgsqlConnectionStringBuilder? address = null;
        try
        {
            address = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false, Timeout = 3 };
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand(
                """
                SELECT current_setting('server_version_num')::int, current_setting('server_version'),
                    pg_is_in_recovery(), current_setting('default_transaction_read_only')
                """,
                connection);
            await using var row = await command.ExecuteReaderAsync(ct);
            await row.ReadAsync(ct);
            return Judge(row.GetInt32(0), row.GetString(1), row.GetBoolean(2), row.GetString(3) == "on");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return PostgresTroubles.InWords(exception, address, Setting);
        }
    }

    internal static string? Judge(int version, string shownVersion, bool isReplica, bool isReadOnly) =>
        (version, isReplica, isReadOnly) switch
        {
            ( < OldestVersion, _, _) => $"the server is too old: {shownVersion}, needed is 15 ({Setting}).",
            (_, true, _) => $"the server is a read-only replica; name the main server ({Setting}).",
            (_, _, true) => $"the server or database is set to read-only ({Setting}).",
            _ => null,
        };
}
