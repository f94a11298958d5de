using System.ComponentModel.DataAnnotations;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Platform.Data;

/// <summary>Where rows and files are kept.</summary>
public sealed class DataOptions
{
    public const string Section = "Data";

    public const string Sqlite = "sqlite";

    public const string Postgres = "postgres";

    /// <summary>The data folder: databases, files, keys, outgoing mail of the embedded stores.</summary>
    [Required]
    public string Folder { get; set; } = "data";

    /// <summary>Relational engine: <c>sqlite</c> (a file per service) or <c>postgres</c> (a schema per service).</summary>
    [OneOf(Sqlite, Postgres)]
    public string Provider { get; set; } = Sqlite;

    /// <summary>Npgsql connection string; only for PostgreSQL.</summary>
    [Secret]
    public string? ConnectionString { get; set; }

    /// <summary>Connection string of a read replica; reads marked so go there. Empty: the main server.</summary>
    [Secret]
    public string? ReplicaConnectionString { get; set; }

    /// <summary>How far a replica may be behind and still be read; whoever changed something waits as long.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReplicaLongestLag { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Connections to PostgreSQL that one process opens at most, where the connection string does not say; whoever needs
    /// another waits for one.
    /// </summary>
    [Range(2, 1000)]
    public int MaxConnections { get; set; } = 40;

    /// <summary>
    /// SQLite's <c>synchronous</c>: <c>full</c> survives a power cut with every acknowledged change, <c>normal</c>
    /// only a crash of the process.
    /// </summary>
    [OneOf("full", "normal")]
    public string SqliteSynchronous { get; set; } = "full";

    public bool IsPostgres => Provider == Postgres;
}
