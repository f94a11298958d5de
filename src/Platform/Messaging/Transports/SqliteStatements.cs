using Microsoft.Data.Sqlite;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// The statements of one connection, each compiled once: compiling costs more than carrying most of them out. For one
/// caller at a time, who ends a reader before asking for the same statement again.
/// </summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);

    public SqliteCommand Get(string sql, SqliteTransaction? transaction, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_kept.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            _kept[sql] = command;
        }

        command.Transaction = transaction;
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    public void Dispose()
    {
        foreach (var command in _kept.Values)
        {
            command.Dispose();
        }
    }
}
