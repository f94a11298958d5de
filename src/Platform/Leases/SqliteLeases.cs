using DigitalDocs.Platform.Crypto;
using Microsoft.Data.Sqlite;

namespace DigitalDocs.Platform.Leases;

/// <summary>Leases as rows of a SQLite file that the processes of one machine share; each step is one statement.</summary>
internal sealed class SqliteLeases : ILeases
{
    private const string Take = """
        INSERT INTO leases (name, holder, until) VALUES ($name, $holder, $until)
        ON CONFLICT (name) DO UPDATE SET holder = $holder, until = $until WHERE until <= $now
        """;

    private const string Renew = "UPDATE leases SET until = $until WHERE name = $name AND holder = $holder";

    private const string Release = "DELETE FROM leases WHERE name = $name AND holder = $holder";

    private readonly string _connection;
    private readonly TimeProvider _clock;
    private readonly Lazy<bool> _ready;

    public SqliteLeases(string path, TimeProvider clock)
    {
        _clock = clock;
        _connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        _ready = new Lazy<bool>(() => Prepare(path));
    }

    public Task<Lease?> TryTakeAsync(string name, TimeSpan duration, CancellationToken ct) =>
        SetAsync(Take, name, Guid.CreateVersion7(), duration, ct);

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken ct) =>
        SetAsync(Renew, lease.Name, lease.Holder, duration, ct);

    public async Task ReleaseAsync(Lease lease, CancellationToken ct) =>
        await SetAsync(Release, lease.Name, lease.Holder, TimeSpan.Zero, ct);

    private async Task<Lease?> SetAsync(string sql, string name, Guid holder, TimeSpan duration, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _ = _ready.Value;
        var now = _clock.GetUtcNow();
        var until = now + duration;
        await using var connection = new SqliteConnection(_connection);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$holder", holder.ToString());
        command.Parameters.AddWithValue("$until", until.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$now", now.ToUnixTimeMilliseconds());
        return await command.ExecuteNonQueryAsync(ct) == 1 ? new Lease(name, holder, until) : null;
    }

    private bool Prepare(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        PrivateFile.CreateFolder(folder);
        using var turn = PrivateFile.Lock(path + ".lock");
        if (!File.Exists(path))
        {
            PrivateFile.Create(path).Dispose();
        }

        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL);
            """;
        command.ExecuteNonQuery();
        return true;
    }
}
