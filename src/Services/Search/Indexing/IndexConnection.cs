using Microsoft.Data.Sqlite;

namespace DigitalDocs.Search.Indexing;

/// <summary>One connection to the index file with its prepared statements. Not for two threads at once.</summary>
internal sealed class IndexConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public IndexConnection(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        _connection = new SqliteConnection(settings.ToString());
        _connection.Open();
        // synchronous = FULL: the event that brought a change is marked as handled elsewhere; the change must not be
        // lost after that, not even when the power goes.
        foreach (var pragma in (string[])["busy_timeout = 30000", "journal_mode = WAL", "synchronous = FULL",
            "mmap_size = 4294967296", "cache_size = -16384", "temp_store = MEMORY", "wal_autocheckpoint = 4000"])
        {
            Prepare("PRAGMA " + pragma).Run();
        }
    }

    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = Statement.Prepare(_connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    public void Run(string sql) => Prepare(sql).Run();

    /// <summary>Runs a change as one transaction.</summary>
    public void Write(Action change)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            change();
            Run("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public void RollBack()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Reset();
        }

        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            Run("ROLLBACK");
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
