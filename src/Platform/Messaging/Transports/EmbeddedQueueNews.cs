using Microsoft.Data.Sqlite;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// Sees what any process has put into the embedded queue, on a connection of its own: a commit changes data_version, which
/// is one cheap look for all groups. Groups that want nothing of it are not asked: each look of theirs would take the
/// queue's one turn.
/// </summary>
internal sealed class EmbeddedQueueNews : IAsyncDisposable
{
    private static readonly HashSet<string> Nothing = [];
    private readonly SqliteConnection _connection;
    private readonly SqliteStatements _statements;
    private long _seenVersion = -1;
    private long _last;

    public EmbeddedQueueNews(string path)
    {
        _connection = EmbeddedQueueSql.Open(path, "normal");
        _statements = new SqliteStatements(_connection);
    }

    /// <summary>The types of what came since the last look.</summary>
    public IReadOnlySet<string> Types()
    {
        var version = (long)_statements.Get("PRAGMA data_version", null).ExecuteScalar()!;
        if (version == _seenVersion)
        {
            return Nothing;
        }

        _seenVersion = version;
        var types = new HashSet<string>(StringComparer.Ordinal);
        using var reader = _statements
            .Get("SELECT type, MAX(seq) FROM messages WHERE seq > $seen GROUP BY type", null, ("$seen", _last)).ExecuteReader();
        while (reader.Read())
        {
            types.Add(reader.GetString(0));
            _last = Math.Max(_last, reader.GetInt64(1));
        }

        return types;
    }

    public ValueTask DisposeAsync()
    {
        _statements.Dispose();
        return _connection.DisposeAsync();
    }
}
