using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DigitalDocs.Platform.Data;

/// <summary>
/// Brings one service's database to the current schema by the numbered SQL files of its assembly, all that is missing in
/// one transaction: whoever is killed in the middle leaves nothing behind, and it works through a transaction pooler.
/// </summary>
internal sealed class Migrator(Databases databases, ILogger<Migrator> log)
{
    private const string ChangesTable = """
        CREATE TABLE IF NOT EXISTS schema_changes (
            id ${identity}, type ${int}, version VARCHAR(50), description VARCHAR(200) NOT NULL, name VARCHAR(300) NOT NULL,
            checksum VARCHAR(32), installed_by VARCHAR(100) NOT NULL, installed_on ${time} NOT NULL DEFAULT CURRENT_TIMESTAMP,
            success ${bool} NOT NULL)
        """;

    /// <summary>Runs what is missing, under a lock; safe to call from several processes at once.</summary>
    public void Migrate(ServiceDatabase database)
    {
        if (databases.IsPostgres)
        {
            try
            {
                MigratePostgres(database);
            }
            catch (NpgsqlException exception) when (PostgresTroubles.IsTransient(exception))
            {
                throw new StoreUnavailableException("PostgreSQL", exception);
            }

            return;
        }

        databases.EnsureFolder();
        using var guard = FileLock.Take(databases.SqlitePath(database.Service) + ".migrate");
        using var connection = new SqliteConnection($"Data Source={databases.SqlitePath(database.Service)};Pooling=False");
        connection.Open();
        Execute(connection, null, "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=10000");
        using var transaction = connection.BeginTransaction();
        Run(connection, transaction, database, sqlite: true);
        transaction.Commit();
    }

    internal static void Execute(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void MigratePostgres(ServiceDatabase database)
    {
        using var connection = new NpgsqlConnection(databases.MigrationConnectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();

        // Held until the commit and by this transaction only: a session's lock would stay behind in a pooler.
        Execute(connection, transaction, $"SELECT pg_advisory_xact_lock(hashtext('digitaldocs.{database.Service}.schema'))");
        Execute(connection, transaction, MakeSchema(database.Service));
        Execute(connection, transaction, $"SET LOCAL search_path = {PostgresNames.Quoted(database.Service)}");
        Run(connection, transaction, database, sqlite: false);
        var role = AgencyWall.Raise(connection, transaction, database.Service);
        transaction.Commit();
        if (role is not null && databases.RowRole is null)
        {
            log.RowRole(role);
        }

        databases.RowRole = role;
    }

    // Not IF NOT EXISTS: that asks for the right to make schemas even where there is nothing to make.
    private static string MakeSchema(string service) =>
        $"DO $$ BEGIN IF to_regnamespace('{PostgresNames.Quoted(service)}') IS NULL THEN "
        + $"CREATE SCHEMA {PostgresNames.Quoted(service)}; END IF; END $$";

    private void Run(DbConnection connection, DbTransaction transaction, ServiceDatabase database, bool sqlite)
    {
        Execute(connection, transaction, MigrationScript.WithTypes(ChangesTable, sqlite));
        var done = Done(connection, transaction);
        foreach (var script in MigrationScript.Of(database.DbType, sqlite).Where(script => !done.Contains(script.Name)))
        {
            log.Migration(database.Service, script.Name);
            Execute(connection, transaction, script.Sql);
            using var note = connection.CreateCommand();
            note.Transaction = transaction;
            note.CommandText =
                $"""
                INSERT INTO schema_changes (type, version, description, name, checksum, installed_by, success)
                VALUES (0, '{script.Version}', '{script.Description}', '{script.Name}', '{script.Checksum}', '', TRUE)
                """;
            note.ExecuteNonQuery();
        }
    }

    private static HashSet<string> Done(DbConnection connection, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT name FROM schema_changes WHERE success";
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
