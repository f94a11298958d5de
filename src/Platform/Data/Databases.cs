using Microsoft.Extensions.Options;
using Npgsql;

namespace DigitalDocs.Platform.Data;

/// <summary>A service's database: a SQLite file or a PostgreSQL schema named after the service.</summary>
internal sealed record ServiceDatabase(string Service, Type DbType);

/// <summary>Where each service's rows are.</summary>
internal sealed class Databases(IOptions<DataOptions> options)
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public bool IsPostgres => options.Value.IsPostgres;

    public string Folder => Path.GetFullPath(options.Value.Folder);

    public string SqliteSynchronous => options.Value.SqliteSynchronous;

    public string SqlitePath(string service) => Path.Combine(Folder, $"{service}.db");

    /// <summary>The main server. One text for all services, so that they share one bounded pool.</summary>
    public string PostgresConnectionString => Pooled(options.Value.ConnectionString);

    /// <summary>The read replica; null when none is configured.</summary>
    public string? ReplicaConnectionString =>
        string.IsNullOrWhiteSpace(options.Value.ReplicaConnectionString) || !IsPostgres
            ? null
            : Pooled(options.Value.ReplicaConnectionString);

    public string MigrationConnectionString =>
        new NpgsqlConnectionStringBuilder(Pooled(options.Value.ConnectionString)) { Pooling = false }.ConnectionString;

    /// <summary>The role as which rows are read and written; null: as the login itself. Known once migrated.</summary>
    public string? RowRole { get; set; }

    // Nothing of ours lives in a session, so a connection needs no cleaning when it goes back: that would be a round trip,
    // and behind a pooler it would clean somebody else's.
    private string Pooled(string? connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        if (!builder.ContainsKey("Maximum Pool Size"))
        {
            builder.MaxPoolSize = options.Value.MaxConnections;
        }

        if (!builder.ContainsKey("Application Name"))
        {
            builder.ApplicationName = "digitaldocs";
        }

        return builder.ConnectionString;
    }

    public void EnsureFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, OwnerOnly);
        }
    }
}
