using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DigitalDocs.Platform.Data.Moving;

/// <summary>Copies one table and counts what was read and what is there afterwards.</summary>
internal static class TableCopy
{
    private const int BatchSize = 500;

    /// <returns>What the source has.</returns>
    public static async Task<Tally> CopyAsync(
        SqliteConnection source, NpgsqlTransaction target, MovedTable table, CancellationToken ct)
    {
        var tally = new Tally();
        await using var select = source.CreateCommand();
        select.CommandText = $"SELECT {table.Columnlist} FROM {PostgresNames.Quoted(table.Name)}";
        await using var rows = await select.ExecuteReaderAsync(ct);
        var batch = NewBatch(target);
        try
        {
            while (await rows.ReadAsync(ct))
            {
                var values = table.Columns.Select((column, i) => column.FromSqlite(rows, i)).ToList();
                tally.Add(values);
                batch.BatchCommands.Add(Insert(table, values));
                if (batch.BatchCommands.Count == BatchSize)
                {
                    await batch.ExecuteNonQueryAsync(ct);
                    await batch.DisposeAsync();
                    batch = NewBatch(target);
                }
            }

            if (batch.BatchCommands.Count > 0)
            {
                await batch.ExecuteNonQueryAsync(ct);
            }
        }
        finally
        {
            await batch.DisposeAsync();
        }

        await RestartNumbersAsync(target, table, ct);
        return tally;
    }

    /// <returns>What the target has.</returns>
    public static async Task<Tally> CountAsync(NpgsqlTransaction target, MovedTable table, CancellationToken ct)
    {
        var tally = new Tally();
        await using var select = new NpgsqlCommand($"SELECT {table.Columnlist} FROM {table.Place}", target.Connection, target);
        await using var rows = await select.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            tally.Add(table.Columns.Select((column, i) => column.FromPostgres((DbDataReader)rows, i)));
        }

        return tally;
    }

    private static NpgsqlBatch NewBatch(NpgsqlTransaction target) => new(target.Connection, target);

    // COPY would be quicker, but PostgreSQL refuses it on tables with row-level security.
    private static NpgsqlBatchCommand Insert(MovedTable table, List<object?> values)
    {
        var insert = new NpgsqlBatchCommand(
            $"INSERT INTO {table.Place} ({table.Columnlist}) VALUES ({string.Join(", ", values.Select((_, i) => $"${i + 1}"))})");
        for (var i = 0; i < values.Count; i++)
        {
            insert.Parameters.Add(new NpgsqlParameter
            {
                Value = table.Columns[i].ToPostgres(values[i]) ?? DBNull.Value,
                DataTypeName = table.Columns[i].PostgresType,
            });
        }

        return insert;
    }

    // Numbers that the engine gives out go on after the highest that was moved.
    private static async Task RestartNumbersAsync(NpgsqlTransaction target, MovedTable table, CancellationToken ct)
    {
        foreach (var column in table.Columns.Where(column => column.PostgresType == "bigint"))
        {
            await using var restart = new NpgsqlCommand(
                $"""
                SELECT setval(pg_get_serial_sequence($1, $2), GREATEST(1, COALESCE(
                    (SELECT MAX({PostgresNames.Quoted(column.Name)}) FROM {table.Place}), 0) + 1), false)
                WHERE pg_get_serial_sequence($1, $2) IS NOT NULL
                """,
                target.Connection,
                target)
            {
                Parameters = { new() { Value = table.Place }, new() { Value = column.Name } },
            };
            await restart.ExecuteNonQueryAsync(ct);
        }
    }
}
