using System.Data;
using System.Data.Common;
using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace DigitalDocs.Architecture.Tests;

/// <summary>Compares a migrated database with the model that reads it.</summary>
internal static class Schema
{
    // What the migrations have done.
    private const string Changes = "schema_changes";

    public static async Task<IReadOnlyList<string>> DifferencesAsync(ServiceDb db, string service, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        var modelled = db.Model.GetEntityTypes().Where(entity => entity.GetTableName() is not null)
            .GroupBy(entity => entity.GetTableName()!).ToDictionary(table => table.Key, table => table.First());
        var there = await TablesAsync(connection, db.IsSqlite, service, ct);
        var differences = new List<string>();
        differences.AddRange(there.Except(modelled.Keys).Select(table => $"{service}: table {table} is not in the model"));
        differences.AddRange(modelled.Keys.Except(there).Select(table => $"{service}: table {table} was not migrated"));
        foreach (var table in there.Intersect(modelled.Keys))
        {
            var columns = await ColumnsAsync(connection, db.IsSqlite ? $"\"{table}\"" : $"\"{service}\".\"{table}\"", ct);
            differences.AddRange(Compare(service, modelled[table], columns));
        }

        return differences;
    }

    internal static IEnumerable<string> Compare(
        string service, IEntityType entity, IReadOnlyDictionary<string, (string Type, bool Nullable)> columns)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var place = $"{service}.{table.Name}";
        var modelled = entity.GetFlattenedProperties().ToDictionary(property => property.GetColumnName(table)!);
        foreach (var name in columns.Keys.Except(modelled.Keys))
        {
            yield return $"{place}.{name} is not in the model";
        }

        foreach (var (name, property) in modelled)
        {
            if (!columns.TryGetValue(name, out var column))
            {
                yield return $"{place}.{name} was not migrated";
                continue;
            }

            if (!string.Equals(column.Type, property.GetColumnType(table), StringComparison.OrdinalIgnoreCase))
            {
                yield return $"{place}.{name} is {column.Type}, the model says {property.GetColumnType(table)}";
            }

            if (!property.IsPrimaryKey() && column.Nullable != property.IsColumnNullable(table))
            {
                yield return $"{place}.{name} is {(column.Nullable ? "" : "not ")}nullable, the model says otherwise";
            }
        }
    }

    private static async Task<List<string>> TablesAsync(
        DbConnection connection, bool sqlite, string service, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : $"SELECT table_name FROM information_schema.tables WHERE table_schema = '{service}'";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tables = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            tables.Add(reader.GetString(0));
        }

        tables.Remove(Changes);
        return tables;
    }

    private static async Task<Dictionary<string, (string Type, bool Nullable)>> ColumnsAsync(
        DbConnection connection, string table, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} LIMIT 0";
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.KeyInfo, ct);
        return (await reader.GetColumnSchemaAsync(ct))
            .ToDictionary(column => column.ColumnName, column => (column.DataTypeName!, column.AllowDBNull ?? true));
    }
}
