using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DigitalDocs.Platform.Data.Moving;

/// <summary>A column as the model reads it from one engine and writes it to the other.</summary>
internal sealed record MovedColumn(
    string Name,
    string PostgresType,
    Func<DbDataReader, int, object?> FromSqlite,
    Func<DbDataReader, int, object?> FromPostgres,
    Func<object?, object?> ToPostgres);

/// <summary>A table of a service, the same on both engines.</summary>
internal sealed record MovedTable(string Service, string Name, IReadOnlyList<MovedColumn> Columns)
{
    public string Columnlist => string.Join(", ", Columns.Select(column => PostgresNames.Quoted(column.Name)));

    /// <summary>Where it is on PostgreSQL.</summary>
    public string Place => $"{PostgresNames.Quoted(Service)}.{PostgresNames.Quoted(Name)}";

    /// <summary>Every table of a service, by the models of its context on both engines.</summary>
    public static IReadOnlyList<MovedTable> Of(string service, IModel sqlite, IModel postgres)
    {
        var there = ByTable(postgres);
        return
        [
            .. from table in ByTable(sqlite)
               orderby table.Key
               select new MovedTable(service, table.Key, [.. Pairs(table.Value, there[table.Key])]),
        ];
    }

    private static Dictionary<string, IEntityType> ByTable(IModel model) =>
        model.GetEntityTypes().Where(entity => entity.GetTableName() is not null)
            .GroupBy(entity => entity.GetTableName()!).ToDictionary(table => table.Key, table => table.First());

    private static IEnumerable<MovedColumn> Pairs(IEntityType sqlite, IEntityType postgres)
    {
        var there = postgres.GetFlattenedProperties().ToDictionary(property => property.GetColumnName());
        foreach (var here in sqlite.GetFlattenedProperties())
        {
            var target = there[here.GetColumnName()].GetRelationalTypeMapping();
            yield return new MovedColumn(
                here.GetColumnName(),
                target.StoreType,
                Reader(here.GetRelationalTypeMapping()),
                Reader(target),
                value => value is null || target.Converter is null ? value : target.Converter.ConvertToProvider(value));
        }
    }

    private static Func<DbDataReader, int, object?> Reader(RelationalTypeMapping mapping)
    {
        var stored = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        var get = ((Func<DbDataReader, int, object>)Get<object>).Method.GetGenericMethodDefinition()
            .MakeGenericMethod(Nullable.GetUnderlyingType(stored) ?? stored)
            .CreateDelegate<Func<DbDataReader, int, object>>();
        return (reader, column) => reader.IsDBNull(column) ? null : FromProvider(mapping.Converter, get(reader, column));
    }

    private static object? FromProvider(ValueConverter? converter, object stored) =>
        converter is null ? stored : converter.ConvertFromProvider(stored);

    private static object Get<T>(DbDataReader reader, int column) => reader.GetFieldValue<T>(column)!;
}
