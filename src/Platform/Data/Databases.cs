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

    public string PostgresConnectionString(string service, bool pooled = true) =>
        new NpgsqlConnectionStringBuilder(options.Value.ConnectionString)
        {
            SearchPath = service,
            Pooling = pooled,
            ApplicationName = $"digitaldocs-{service}",
        }.ConnectionString;

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
