using Npgsql;

namespace DigitalDocs.Testing;

/// <summary>
/// A database of its own on the server that <c>DD_TEST_POSTGRES</c> names, dropped afterwards. Without a server the
/// test is skipped visibly. The product signs in as its owner, who is no superuser, as in a real installation.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    public const string Direct = "postgres";

    public const string Pooled = "pgbouncer";

    private const string Owner = "dd_app";
    private readonly string _server;
    private readonly string _name;

    private PostgresDatabase(string server, string through, string name)
    {
        (_server, _name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(through)
        {
            Database = name,
            Username = Owner,
            MaxPoolSize = 20,
        }.ConnectionString;
        SuperuserConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>Past every wall, to look what is really there.</summary>
    public string SuperuserConnectionString { get; }

    /// <param name="ct">Ends the test.</param>
    /// <param name="through"><see cref="Direct"/>, or <see cref="Pooled"/>: with transaction pooling between.</param>
    public static Task<PostgresDatabase> CreateAsync(CancellationToken ct, string through = Direct) =>
        CreateAsync(Require.Engine("postgres"), Require.Engine(through), ct);

    /// <summary>On a server of the test's own.</summary>
    public static Task<PostgresDatabase> CreateOnAsync(string server, CancellationToken ct) => CreateAsync(server, server, ct);

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", CancellationToken.None);
    }

    public Task ExecuteAsync(string sql, CancellationToken ct) => ExecuteAsync(SuperuserConnectionString, sql, ct);

    private static async Task<PostgresDatabase> CreateAsync(string server, string through, CancellationToken ct)
    {
        var name = $"dd_{Guid.CreateVersion7():n}";
        await ExecuteAsync(
            server,
            $"""
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Owner}') THEN CREATE ROLE {Owner} LOGIN; END IF;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
            """,
            ct);
        await ExecuteAsync(server, $"CREATE DATABASE {name} OWNER {Owner}", ct);
        return new PostgresDatabase(server, through, name);
    }

    private static async Task ExecuteAsync(string server, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
