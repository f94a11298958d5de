using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DigitalDocs.Platform.Data.Moving;

/// <summary>What became of one table.</summary>
public sealed record MovedRows(string Table, long Rows, string SourceHash, string TargetHash)
{
    public bool IsSame => SourceHash == TargetHash;
}

/// <summary>
/// Moves the rows of an installation from the SQLite files of its data folder to PostgreSQL: all tables of all services in
/// one transaction, each read back and compared before the commit. Whoever is killed in the middle has moved nothing.
/// </summary>
public sealed class InstallationMove(IServiceProvider services, Action<MovedRows> progress)
{
    private readonly Databases _target = services.GetRequiredService<Databases>();

    /// <param name="ct">Moves nothing when it ends early.</param>
    /// <returns>What is in the way; null when everything was moved.</returns>
    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var source = new Databases(Options.Create(new DataOptions { Folder = _target.Folder }));
        var databases = services.GetServices<ServiceDatabase>().ToList();
        if (!databases.Exists(database => File.Exists(source.SqlitePath(database.Service))))
        {
            return $"There is no installation on SQLite in {source.Folder} (Data:Folder).";
        }

        await using var alone = FolderInUse.TakeAlone(source.Folder);
        if (alone is null)
        {
            return $"A server is running on {source.Folder}. Stop it first: what it writes meanwhile would be lost.";
        }

        var migrator = new Migrator(source, services.GetRequiredService<ILogger<Migrator>>());
        databases.ForEach(migrator.Migrate);
        services.MigrateDatabases();
        await using var connection = new NpgsqlConnection(_target.MigrationConnectionString);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tables = databases.ConvertAll(database => (database, Tables: Tables(database, source)));
        if (await OccupiedAsync(transaction, [.. tables.SelectMany(service => service.Tables)], ct) is { } occupied)
        {
            return $"The target is not empty: {occupied} has rows. Moved installations go into an empty database only.";
        }

        foreach (var (database, moved) in tables)
        {
            if (await MoveAsync(source, transaction, database, moved, ct) is { } different)
            {
                return $"{different} differs after the move; nothing was changed.";
            }
        }

        await PutEventsBackAsync(source, transaction, databases, ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    private async Task<string?> MoveAsync(
        Databases source, NpgsqlTransaction transaction, ServiceDatabase database, IReadOnlyList<MovedTable> tables, CancellationToken ct)
    {
        await using var from = new SqliteConnection(
            $"Data Source={source.SqlitePath(database.Service)};Mode=ReadOnly;Pooling=False");
        await from.OpenAsync(ct);
        foreach (var table in tables)
        {
            var read = await TableCopy.CopyAsync(from, transaction, table, ct);
            var there = await TableCopy.CountAsync(transaction, table, ct);
            var report = new MovedRows($"{table.Service}.{table.Name}", there.Rows, read.Hash, there.Hash);
            progress(report);
            if (!report.IsSame || read.Rows != there.Rows)
            {
                return report.Table;
            }
        }

        return null;
    }

    // Nobody writes to the target until the move is whole.
    private static async Task<string?> OccupiedAsync(
        NpgsqlTransaction transaction, IReadOnlyList<MovedTable> tables, CancellationToken ct)
    {
        await RunAsync(transaction, $"SELECT set_config('{AgencyWall.Setting}', '{AgencyWall.Everyone}', true)", ct);
        foreach (var table in tables)
        {
            await RunAsync(transaction, $"LOCK TABLE {table.Place} IN EXCLUSIVE MODE", ct);
            if (await RunAsync(transaction, $"SELECT EXISTS (SELECT FROM {table.Place})", ct) is true)
            {
                return $"{table.Service}.{table.Name}";
            }
        }

        return null;
    }

    private static async Task<object?> RunAsync(NpgsqlTransaction transaction, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        return await command.ExecuteScalarAsync(ct);
    }

    // An embedded queue stays in the data folder and goes on from there.
    private async Task PutEventsBackAsync(
        Databases source, NpgsqlTransaction transaction, List<ServiceDatabase> databases, CancellationToken ct)
    {
        var queue = source.SqlitePath("events");
        if (!File.Exists(queue) || services.GetRequiredService<IOptions<EventsOptions>>().Value.Provider == EventsOptions.Embedded)
        {
            return;
        }

        await using var connection = EmbeddedQueueSql.Open(queue, "full");
        var put = await PendingEvents.PutBackAsync(
            connection,
            transaction,
            databases.Select(database => database.Service).ToHashSet(),
            services.GetRequiredService<IBlobStore>(),
            ct);
        progress(new MovedRows("events waiting in the queue", put, "", ""));
    }

    private IReadOnlyList<MovedTable> Tables(ServiceDatabase database, Databases source) =>
        MovedTable.Of(database.Service, ModelOf(database, source), ModelOf(database, _target));

    private static IModel ModelOf(ServiceDatabase database, Databases engine)
    {
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(
            typeof(DbContextOptionsBuilder<>).MakeGenericType(database.DbType))!;
        ServiceDbRegistration.Configure(options, engine, database.Service);
        using var db = (DbContext)Activator.CreateInstance(database.DbType, options.Options)!;
        return db.Model;
    }
}
