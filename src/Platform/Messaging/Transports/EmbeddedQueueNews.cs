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
    private readonly SqliteCommand _version;
    private readonly SqliteCommand _news;
    private readonly SqliteParameter _last;
    private long _seenVersion = -1;

    public EmbeddedQueueNews(string path)
    {
        _connection = EmbeddedQueueSql.Open(path, "normal");
        _version = EmbeddedQueueSql.Command(_connection, "PRAGMA data_version", null);
        _news = EmbeddedQueueSql.Command(
            _connection, "SELECT type, MAX(seq) FROM messages WHERE seq > $seen GROUP BY type", null);
        _last = _news.Parameters.AddWithValue("$seen", 0L);
    }

    /// <summary>The types of what came since the last look.</summary>
    public IReadOnlySet<string> Types()
    {
        var version = (long)_version.ExecuteScalar()!;
        if (version == _seenVersion)
        {
            return Nothing;
        }

        _seenVersion = version;
        var types = new HashSet<string>(StringComparer.Ordinal);
        var last = (long)_last.Value!;
        using (var reader = _news.ExecuteReader())
        {
            while (reader.Read())
            {
                types.Add(reader.GetString(0));
                last = Math.Max(last, reader.GetInt64(1));
            }
        }

        _last.Value = last;
        return types;
    }

    public async ValueTask DisposeAsync()
    {
        await _news.DisposeAsync();
        await _version.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
