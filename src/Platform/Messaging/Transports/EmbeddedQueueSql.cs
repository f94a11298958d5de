using System.Globalization;
using Microsoft.Data.Sqlite;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>The statements of the embedded queue.</summary>
internal static class EmbeddedQueueSql
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS messages (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            event_id TEXT NOT NULL UNIQUE,
            type TEXT NOT NULL, source TEXT NOT NULL, subject TEXT NOT NULL, agency TEXT NULL,
            time INTEGER NOT NULL, actor TEXT NOT NULL, trace_parent TEXT NULL, data TEXT NOT NULL,
            due INTEGER NOT NULL, data_ref TEXT NULL);
        CREATE TABLE IF NOT EXISTS groups (
            name TEXT PRIMARY KEY, types TEXT NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS deliveries (
            grp TEXT NOT NULL, seq INTEGER NOT NULL, subject TEXT NOT NULL, attempts INTEGER NOT NULL,
            due INTEGER NOT NULL, claimed_until INTEGER NOT NULL, error TEXT NULL, agency TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (grp, seq)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS ix_deliveries_seq ON deliveries (seq);
        CREATE INDEX IF NOT EXISTS ix_deliveries_subject ON deliveries (grp, subject, seq);
        """;

    // A claim that ran out and was taken by another has a higher number of attempts: its former holder has no say.
    private const string Held = "WHERE grp = $group AND seq = $seq AND attempts = $attempt AND claimed_until > 0";

    public const string Complete = "DELETE FROM deliveries " + Held;

    public const string Retry =
        "UPDATE deliveries SET attempts = $attempts, due = $due, claimed_until = 0, error = $error " + Held;

    public const string Renew = "UPDATE deliveries SET claimed_until = $until " + Held;

    public const string Claim =
        "UPDATE deliveries SET claimed_until = $until, attempts = $attempt WHERE grp = $group AND seq = $seq";

    // One look for each agency that has anything here, however much it has.
    private const string AgenciesOf = """
        WITH RECURSIVE found (agency) AS (
            SELECT MIN(agency) FROM deliveries WHERE grp = $group
            UNION ALL
            SELECT (SELECT MIN(d.agency) FROM deliveries d WHERE d.grp = $group AND d.agency > found.agency)
            FROM found WHERE found.agency IS NOT NULL)
        SELECT agency FROM found WHERE agency IS NOT NULL
        ORDER BY (SELECT MIN(d.seq) FROM deliveries d WHERE d.grp = $group AND d.agency = found.agency)
        """;

    public const string Length = """
        SELECT (SELECT COUNT(*) FROM deliveries WHERE grp = $group)
            + (SELECT COUNT(*) FROM groups g JOIN messages m ON m.seq > g.position
               WHERE g.name = $group AND m.type IN (SELECT value FROM json_each(g.types)))
        """;

    // The oldest unfinished delivery of each subject, if it is due and nobody holds it.
    private const string ClaimableFrom = """
        FROM deliveries d
        WHERE d.grp = $group AND d.due <= $now AND d.claimed_until < $now
          AND NOT EXISTS (
            SELECT 1 FROM deliveries e WHERE e.grp = d.grp AND e.subject = d.subject AND e.seq < d.seq)
        """;

    private const string InsertMessage =
        "INSERT OR IGNORE INTO messages "
        + "(event_id, type, source, subject, agency, time, actor, trace_parent, data, data_ref, due) "
        + "VALUES ($id, $type, $source, $subject, $agency, $time, $actor, $trace, $data, $ref, 0)";

    private const string SetTypes =
        "INSERT INTO groups (name, types, position) VALUES ($group, $types, 0) "
        + "ON CONFLICT (name) DO UPDATE SET types = excluded.types";

    private const string AnyWork =
        "SELECT EXISTS (SELECT 1 FROM messages WHERE seq > (SELECT position FROM groups WHERE name = $group)) "
        + $"OR EXISTS (SELECT 1 {ClaimableFrom})";

    private const string ClaimableOf =
        "SELECT m.seq, c.attempts, m.event_id, m.type, m.source, m.subject, m.time, m.agency, m.actor, "
        + "m.trace_parent, m.data, m.data_ref FROM messages m JOIN "
        + $"(SELECT d.seq, d.attempts {ClaimableFrom} AND d.agency = $agency ORDER BY d.seq LIMIT $max) c ON c.seq = m.seq ORDER BY m.seq";

    private const string SpreadNew = """
        INSERT OR IGNORE INTO deliveries (grp, seq, subject, attempts, due, claimed_until, agency)
        SELECT g.name, m.seq, m.subject, 0, m.due, 0, COALESCE(m.agency, '')
        FROM groups g JOIN messages m ON m.seq > g.position
        WHERE g.name = $group AND m.type IN (SELECT value FROM json_each(g.types));
        UPDATE groups SET position = (SELECT COALESCE(MAX(seq), position) FROM messages)
        WHERE name = $group AND position < (SELECT COALESCE(MAX(seq), 0) FROM messages);
        """;

    private const string TrimOld = """
        DELETE FROM messages WHERE seq IN (
            SELECT m.seq FROM messages m
            WHERE m.time < $before AND m.seq <= (SELECT COALESCE(MIN(position), 0) FROM groups)
              AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.seq = m.seq)
            LIMIT 5000)
        """;

    public static SqliteConnection Open(string path, string synchronous)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"PRAGMA journal_mode=WAL; PRAGMA busy_timeout=10000; PRAGMA synchronous={synchronous};" + Schema;
        command.ExecuteNonQuery();
        AddMissing(command, "messages", "data_ref", "TEXT NULL");
        AddMissing(command, "deliveries", "agency", "TEXT NOT NULL DEFAULT ''");
        command.CommandText = "CREATE INDEX IF NOT EXISTS ix_deliveries_agency ON deliveries (grp, agency, seq)";
        command.ExecuteNonQuery();
        return connection;
    }

    // In a queue of a version before.
    private static void AddMissing(SqliteCommand command, string table, string column, string type)
    {
        command.CommandText = $"SELECT COUNT(*) FROM pragma_table_info('{table}') WHERE name = '{column}'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            command.CommandText = $"ALTER TABLE {table} ADD COLUMN {column} {type}";
            command.ExecuteNonQuery();
        }
    }

    public static void Subscribe(SqliteStatements statements, SqliteTransaction transaction, string group, string types) =>
        statements.Get(SetTypes, transaction, ("$group", group), ("$types", types)).ExecuteNonQuery();

    public static void Insert(SqliteStatements statements, SqliteTransaction transaction, EventEnvelope item) => statements.Get(
        InsertMessage,
        transaction,
        ("$id", item.Id.ToString()),
        ("$type", item.Type),
        ("$source", item.Source),
        ("$subject", item.Subject),
        ("$agency", item.AgencyId?.ToString()),
        ("$time", item.Time.ToUnixTimeMilliseconds()),
        ("$actor", item.Actor),
        ("$trace", item.TraceParent),
        ("$data", item.Data),
        ("$ref", item.DataRef)).ExecuteNonQuery();

    /// <summary>Whether claiming could yield anything: a look that takes no write lock.</summary>
    public static bool HasWork(SqliteStatements statements, string group, long now) =>
        (long)statements.Get(AnyWork, null, ("$group", group), ("$now", now)).ExecuteScalar()! == 1;

    /// <summary>Turns log entries behind the group's position into deliveries.</summary>
    public static void Spread(SqliteStatements statements, SqliteTransaction transaction, string group) =>
        statements.Get(SpreadNew, transaction, ("$group", group)).ExecuteNonQuery();

    /// <summary>The agencies of which a group has anything to do, the oldest first; empty for what belongs to none.</summary>
    public static List<string> Agencies(SqliteStatements statements, SqliteTransaction transaction, string group)
    {
        using var reader = statements.Get(AgenciesOf, transaction, ("$group", group)).ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    /// <summary>The oldest of an agency's deliveries that may be handed out.</summary>
    public static List<Delivery> Claimable(
        SqliteStatements statements, SqliteTransaction transaction, string group, string agency, long now, int max)
    {
        using var reader = statements.Get(
            ClaimableOf, transaction, ("$group", group), ("$agency", agency), ("$now", now), ("$max", max)).ExecuteReader();
        var found = new List<Delivery>();
        while (reader.Read())
        {
            var attempt = reader.GetInt64(1) + 1;
            found.Add(new Delivery(
                group,
                string.Create(CultureInfo.InvariantCulture, $"{reader.GetInt64(0)}/{attempt}"),
                (int)attempt,
                Envelope(reader)));
        }

        return found;
    }

    /// <summary>Forgets log entries that every group has passed and nobody still has to handle.</summary>
    public static void Trim(SqliteStatements statements, SqliteTransaction transaction, long sentBefore) =>
        statements.Get(TrimOld, transaction, ("$before", sentBefore)).ExecuteNonQuery();

    private static EventEnvelope Envelope(SqliteDataReader reader) => new(
        Guid.Parse(reader.GetString(2)),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
        reader.IsDBNull(7) ? null : Guid.Parse(reader.GetString(7)),
        reader.GetString(8),
        reader.IsDBNull(9) ? null : reader.GetString(9),
        reader.GetString(10),
        reader.IsDBNull(11) ? null : reader.GetString(11));
}
