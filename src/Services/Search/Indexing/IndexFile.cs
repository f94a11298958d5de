using System.Collections.Concurrent;
using System.Globalization;
using DigitalDocs.Platform.Jobs;

namespace DigitalDocs.Search.Indexing;

/// <summary>The file that holds the index, its layout and its connections. Several processes may have it open.</summary>
internal sealed class IndexFile : IDisposable
{
    /// <summary>Rises when the layout or the way text is cut into words changes; an older file is built anew.</summary>
    private const int Format = 1;

    private const string Layout = """
        CREATE TABLE IF NOT EXISTS agency (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
            next_ordinal INTEGER NOT NULL DEFAULT 0, generation INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS document (
            key INTEGER PRIMARY KEY AUTOINCREMENT, agency INTEGER NOT NULL, ordinal INTEGER NOT NULL, id BLOB NOT NULL,
            version INTEGER NOT NULL, grant_set BLOB NOT NULL, owner BLOB NOT NULL, class TEXT,
            transaction_id BLOB, created INTEGER NOT NULL, length INTEGER NOT NULL, name TEXT NOT NULL, tags TEXT, meta TEXT, addresses TEXT, parts BLOB NOT NULL,
            UNIQUE (agency, ordinal), UNIQUE (agency, id));
        CREATE TABLE IF NOT EXISTS part (key INTEGER PRIMARY KEY, text BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS field (
            agency INTEGER NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, place INTEGER NOT NULL, value REAL,
            PRIMARY KEY (agency, ordinal, name, place)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS field_value ON field (agency, name, value);
        CREATE TABLE IF NOT EXISTS removed (
            agency INTEGER NOT NULL, id BLOB NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (agency, id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS tombstone (
            number INTEGER PRIMARY KEY AUTOINCREMENT, agency INTEGER NOT NULL, ordinal INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS segment (
            id INTEGER PRIMARY KEY AUTOINCREMENT, agency INTEGER NOT NULL, state INTEGER NOT NULL,
            level INTEGER NOT NULL, first INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS segment_agency ON segment (agency, state, first);
        CREATE TABLE IF NOT EXISTS posting (
            segment INTEGER NOT NULL, term TEXT NOT NULL, docs BLOB NOT NULL, positions BLOB NOT NULL,
            PRIMARY KEY (segment, term)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS vocabulary (
            number INTEGER PRIMARY KEY AUTOINCREMENT, agency INTEGER NOT NULL, word TEXT NOT NULL,
            documents INTEGER NOT NULL, UNIQUE (agency, word));
        CREATE TABLE IF NOT EXISTS lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID
        """;

    private readonly string _path;
    private readonly ConcurrentBag<IndexConnection> _readers = [];

    public IndexFile(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var connection = new IndexConnection(path);
        connection.Write(() => CreateLayout(connection));
    }

    /// <summary>
    /// Taken by whoever writes in this process, for one transaction. SQLite has one writer, and who finds it busy sleeps
    /// and tries again: a document would wait for merges many times as long as they take.
    /// </summary>
    public FairGate WriterTurn { get; } = new(1);

    public IndexConnection Open() => new(_path);

    /// <summary>Lends a connection for reading.</summary>
    public IndexConnection Rent() => _readers.TryTake(out var reader) ? reader : Open();

    public void Return(IndexConnection reader) => _readers.Add(reader);

    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private static void CreateLayout(IndexConnection connection)
    {
        var format = connection.Prepare("PRAGMA user_version").Number();
        if (format is not (0 or Format))
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"The search index has format {format}, this program writes {Format}: delete it and reindex."));
        }

        foreach (var statement in Layout.Split(';'))
        {
            connection.Run(statement);
        }

        connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Format}"));
    }
}
