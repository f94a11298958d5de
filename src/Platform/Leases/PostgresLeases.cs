using Npgsql;
using NpgsqlTypes;

namespace DigitalDocs.Platform.Leases;

/// <summary>Leases as rows of PostgreSQL, each step one statement by the server's clock; safe behind PgBouncer.</summary>
/// <param name="clock">Only for tests: instead of the server's clock.</param>
internal sealed class PostgresLeases(string connectionString, TimeProvider? clock = null) : ILeases, IAsyncDisposable
{
    private const string Schema = """
        SELECT pg_advisory_xact_lock(hashtext('platform.leases'));
        CREATE SCHEMA IF NOT EXISTS platform;
        CREATE TABLE IF NOT EXISTS platform.leases (
            name text PRIMARY KEY, holder uuid NOT NULL, until timestamptz NOT NULL);
        """;

    private const string Take = """
        INSERT INTO platform.leases AS held (name, holder, until)
        VALUES ($1, $2, COALESCE($4, clock_timestamp()) + $3)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE held.until <= COALESCE($4, clock_timestamp())
        RETURNING until
        """;

    private const string Renew = """
        UPDATE platform.leases SET until = COALESCE($4, clock_timestamp()) + $3 WHERE name = $1 AND holder = $2
        RETURNING until
        """;

    private const string Release = """
        DELETE FROM platform.leases WHERE name = $1 AND holder = $2
        RETURNING COALESCE($4, clock_timestamp()) + $3
        """;

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "digitaldocs-leases", MaxPoolSize = 4 });

    private volatile bool _ready;

    public Task<Lease?> TryTakeAsync(string name, TimeSpan duration, CancellationToken ct) =>
        RunAsync(Take, name, Guid.CreateVersion7(), duration, ct);

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken ct) =>
        RunAsync(Renew, lease.Name, lease.Holder, duration, ct);

    public async Task ReleaseAsync(Lease lease, CancellationToken ct) =>
        await RunAsync(Release, lease.Name, lease.Holder, TimeSpan.Zero, ct);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<Lease?> RunAsync(string sql, string name, Guid holder, TimeSpan duration, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        await PrepareAsync(ct);
        await using var command = _database.CreateCommand(sql);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(holder);
        command.Parameters.AddWithValue(duration);
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.TimestampTz,
            Value = (object?)clock?.GetUtcNow() ?? DBNull.Value,
        });
        return await command.ExecuteScalarAsync(ct) is DateTime until
            ? new Lease(name, holder, new DateTimeOffset(until))
            : null;
    }

    // Looking first: whoever may use the table need not be allowed to make it.
    private async Task PrepareAsync(CancellationToken ct)
    {
        if (_ready)
        {
            return;
        }

        await using var look = _database.CreateCommand("SELECT to_regclass('platform.leases') IS NOT NULL");
        if (await look.ExecuteScalarAsync(ct) is not true)
        {
            try
            {
                await using var create = _database.CreateCommand(Schema);
                await create.ExecuteNonQueryAsync(ct);
            }
            catch (PostgresException exception) when (exception.SqlState
                is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateSchema or PostgresErrorCodes.DuplicateTable)
            {
                // Another copy made it at the same moment: IF NOT EXISTS may look at what was known before the lock.
                return;
            }
        }

        _ready = true;
    }
}
