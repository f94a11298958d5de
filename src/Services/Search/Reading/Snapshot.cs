using System.Collections.Concurrent;
using DigitalDocs.Search.Indexing;

namespace DigitalDocs.Search.Reading;

/// <summary>One agency's index as it was at one moment: file and memory agree.</summary>
internal sealed class Snapshot : IDisposable
{
    private readonly IndexFile _file;

    private Snapshot(IndexFile file, IndexConnection connection, long agency, Columns columns, Vocabulary vocabulary)
    {
        (_file, Connection, Agency, Columns, Vocabulary) = (file, connection, agency, columns, vocabulary);
    }

    public IndexConnection Connection { get; }

    public long Agency { get; }

    public Columns Columns { get; }

    public Vocabulary Vocabulary { get; }

    /// <summary>Null when the agency has no index yet.</summary>
    public static Snapshot? Open(IndexFile file, ConcurrentDictionary<Guid, AgencyState> states, Guid agencyId)
    {
        var connection = file.Rent();
        try
        {
            while (true)
            {
                connection.Run("BEGIN");
                var row = connection.Prepare("SELECT number, next_ordinal, generation FROM agency WHERE id = ?1").Bind(1, agencyId);
                if (!row.Step())
                {
                    connection.Run("COMMIT");
                    file.Return(connection);
                    return null;
                }

                var (agency, count, generation) = (row.Integer(0), (int)row.Integer(1), row.Integer(2));
                row.Reset();
                var state = states.GetOrAdd(agencyId, static _ => new AgencyState());
                if (state.At(connection, agency, count, generation) is { } columns)
                {
                    return new Snapshot(file, connection, agency, columns, state.Vocabulary);
                }

                connection.Run("COMMIT");
            }
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Marks the documents of a word's list that are in a set.</summary>
    public void ReadLists(string key, ListReader read)
    {
        var rows = Lists("docs", key);
        while (rows.Step())
        {
            var cursor = new PostingCursor(rows.Blob(0), default);
            read(ref cursor);
        }
    }

    /// <summary>Adds <c>ordinal ≪ 32 | position</c> for the documents in the set, ascending.</summary>
    public void ReadPositions(string key, Bits documents, List<long> to)
    {
        var rows = Lists("docs, positions", key);
        while (rows.Step())
        {
            var cursor = new PostingCursor(rows.Blob(0), rows.Blob(1));
            while (cursor.MoveNext())
            {
                if (documents[cursor.Ordinal])
                {
                    cursor.ReadPositions(cursor.Ordinal, to);
                }
            }
        }
    }

    /// <summary>Keys with a beginning, numbers and ids among them, which the vocabulary does not hold.</summary>
    public IReadOnlyList<string> KeysBeginning(string prefix, int most)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        var rows = Connection.Prepare(
            """
            SELECT posting.term FROM segment CROSS JOIN posting
            ON posting.segment = segment.id AND posting.term >= ?3 AND posting.term < ?4
            WHERE segment.agency = ?1 AND segment.state = ?2 LIMIT ?5
            """).Bind(1, Agency).Bind(2, SegmentState.Live).Bind(3, prefix).Bind(4, prefix + '\uFFFF').Bind(5, most * 4);
        while (rows.Step())
        {
            keys.Add(rows.Text(0));
        }

        return [.. keys.Where(key => !key.Contains(SegmentBuilder.FieldMark)).Take(most)];
    }

    public void Dispose()
    {
        Connection.RollBack();
        _file.Return(Connection);
    }

    private Statement Lists(string columns, string key)
    {
        return Connection.Prepare(
            $"""
            SELECT {columns} FROM segment CROSS JOIN posting ON posting.segment = segment.id AND posting.term = ?3
            WHERE segment.agency = ?1 AND segment.state = ?2 ORDER BY segment.first
            """).Bind(1, Agency).Bind(2, SegmentState.Live).Bind(3, key);
    }

    internal delegate void ListReader(ref PostingCursor cursor);
}
