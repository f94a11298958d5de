using System.Globalization;
using Npgsql;

namespace DigitalDocs.Testing;

/// <summary>A PostgreSQL server of a test's own.</summary>
public sealed class PostgresServer : EngineServer
{
    private PostgresServer(string script, params string[] more)
        : base("postgres", script, Ports.Free(), more) =>
        ConnectionString = $"Host=127.0.0.1;Port={Port};Username=dd;Database=postgres";

    public string ConnectionString { get; }

    /// <param name="ct">Ends the test.</param>
    /// <param name="options">Of the server: <c>-c max_connections=5</c>.</param>
    public static Task<PostgresServer> NewAsync(CancellationToken ct, params string[] options)
    {
        Require.Engine("postgres");
        return BeginAsync(new PostgresServer("postgres.sh", options), ct);
    }

    /// <summary>A streaming replica of this server.</summary>
    public Task<PostgresServer> ReplicaAsync(CancellationToken ct) => BeginAsync(
        new PostgresServer("postgres-replica.sh", Port.ToString(CultureInfo.InvariantCulture)), ct);

    protected override async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=2");
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
