namespace DigitalDocs.Search.Indexing;

/// <summary>Reads segments side by side in the order of their keys and writes one, without documents that are gone.</summary>
internal sealed class ListMerge : IDisposable
{
    private readonly IndexConnection[] _connections;
    private readonly Statement[] _rows;
    private readonly string?[] _keys;
    private readonly HashSet<int> _gone;
    private readonly PostingBuilder _list = new();
    private ByteBuffer _docs;

    /// <param name="sources">In the order of their documents.</param>
    public ListMerge(IndexFile file, IReadOnlyList<long> sources, long agency)
    {
        // A connection each: one statement per connection keeps its place while others commit.
        _connections = [.. sources.Select(_ => file.Open())];
        _rows = [.. sources.Select((id, i) => _connections[i].Prepare(
            "SELECT term, docs, positions FROM posting WHERE segment = ?1 ORDER BY term").Bind(1, id))];
        _keys = new string?[sources.Count];
        for (var i = 0; i < _rows.Length; i++)
        {
            Advance(i);
        }

        _gone = Gone(_connections[0], agency);
    }

    /// <summary>Copies some lists; false when that was the last.</summary>
    public bool Copy(IndexConnection connection, long target, int count)
    {
        var insert = connection.Prepare("INSERT INTO posting (segment, term, docs, positions) VALUES (?1, ?2, ?3, ?4)");
        for (var n = 0; n < count; n++)
        {
            if (Least() is not { } key)
            {
                return false;
            }

            _list.Clear();
            for (var i = 0; i < _rows.Length; i++)
            {
                if (_keys[i] == key)
                {
                    Take(_rows[i]);
                    Advance(i);
                }
            }

            if (!_list.IsEmpty)
            {
                insert.Bind(1, target).Bind(2, key).Bind(3, _list.Documents(0, ref _docs)).Bind(4, _list.Positions).Run();
            }
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private void Take(Statement row)
    {
        var cursor = new PostingCursor(row.Blob(1), row.Blob(2));
        while (cursor.MoveNext())
        {
            if (!_gone.Contains(cursor.Ordinal))
            {
                _list.Copy(cursor);
            }
        }
    }

    private void Advance(int i) => _keys[i] = _rows[i].Step() ? _rows[i].Text(0) : null;

    private string? Least()
    {
        string? least = null;
        foreach (var key in _keys)
        {
            if (key is not null && (least is null || string.CompareOrdinal(key, least) < 0))
            {
                least = key;
            }
        }

        return least;
    }

    private static HashSet<int> Gone(IndexConnection connection, long agency)
    {
        var gone = new HashSet<int>();
        var rows = connection.Prepare("SELECT ordinal FROM tombstone WHERE agency = ?1").Bind(1, agency);
        while (rows.Step())
        {
            gone.Add((int)rows.Integer(0));
        }

        return gone;
    }
}
