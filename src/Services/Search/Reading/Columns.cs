using DigitalDocs.Search.Indexing;

namespace DigitalDocs.Search.Reading;

/// <summary>
/// What filters, facets and permissions ask of every document, in memory, by ordinal. An instance is a state of the
/// index and never changes; the next state shares its arrays and only writes behind this one's end.
/// </summary>
internal sealed class Columns
{
    private readonly Values<Guid> _ids;
    private readonly Values<long> _created;
    private readonly Values<int> _length;
    private readonly Values<int> _grantSet;
    private readonly Values<int> _owner;
    private readonly Values<int> _class;
    private readonly Values<int> _transaction;
    private readonly Values<int> _month;
    private readonly Values<int[]?> _tags;
    private readonly long _lastTombstone;

    private Columns(Columns? before, int count, long lastTombstone, Bits live, long generation)
    {
        (Count, _lastTombstone, Live, Generation) = (count, lastTombstone, live, generation);
        GrantSets = before?.GrantSets ?? new Terms<Guid>();
        Classes = before?.Classes ?? new Terms<string>();
        Transactions = before?.Transactions ?? new Terms<Guid>();
        Months = before?.Months ?? new Terms<int>();
        Tags = before?.Tags ?? new Terms<string>();
        _ids = Values<Guid>.After(before?._ids, count);
        _created = Values<long>.After(before?._created, count);
        _length = Values<int>.After(before?._length, count);
        _grantSet = Values<int>.After(before?._grantSet, count);
        _owner = Values<int>.After(before?._owner, count);
        _class = Values<int>.After(before?._class, count);
        _transaction = Values<int>.After(before?._transaction, count);
        _month = Values<int>.After(before?._month, count);
        _tags = Values<int[]?>.After(before?._tags, count);
    }

    public static Columns Empty { get; } = new(null, 0, 0, new Bits(0), 0);

    /// <summary>Ordinals run from 0 to this, exclusive.</summary>
    public int Count { get; }

    public long Generation { get; }

    /// <summary>Documents that exist; earlier states of them and removed ones do not.</summary>
    public Bits Live { get; }

    /// <summary>Grant sets and owners: both are ids that somebody holds.</summary>
    public Terms<Guid> GrantSets { get; }

    public Terms<string> Classes { get; }

    public Terms<Guid> Transactions { get; }

    public Terms<int> Months { get; }

    public Terms<string> Tags { get; }

    public ReadOnlySpan<int> Length => _length.Span;

    public ReadOnlySpan<int> GrantSet => _grantSet.Span;

    public ReadOnlySpan<int> Owner => _owner.Span;

    public ReadOnlySpan<int> Class => _class.Span;

    public ReadOnlySpan<int> Transaction => _transaction.Span;

    public ReadOnlySpan<int> Month => _month.Span;

    public ReadOnlySpan<long> Created => _created.Span;

    public Guid Id(int ordinal) => _ids.Span[ordinal];

    public ReadOnlySpan<int> TagsOf(int ordinal) => _tags.Span[ordinal];

    public bool HasTag(int ordinal, string tag)
    {
        foreach (var number in TagsOf(ordinal))
        {
            if (string.Equals(Tags[number], tag, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The state of the connection's snapshot. One caller at a time.</summary>
    public Columns CatchUp(IndexConnection connection, long agency, int count, long generation)
    {
        var gone = new List<int>();
        var lastTombstone = _lastTombstone;
        var tombstones = connection.Prepare("SELECT number, ordinal FROM tombstone WHERE agency = ?1 AND number > ?2")
            .Bind(1, agency).Bind(2, _lastTombstone);
        while (tombstones.Step())
        {
            lastTombstone = tombstones.Integer(0);
            gone.Add((int)tombstones.Integer(1));
        }

        var next = new Columns(Count == 0 ? new Columns(null, 0, 0, Live, 0) : this, count, lastTombstone, Live.Copy(count), generation);
        foreach (var ordinal in gone)
        {
            next.Live.Remove(ordinal);
        }

        var rows = connection.Prepare(
            """
            SELECT ordinal, id, grant_set, class, transaction_id, created, length, tags, owner FROM document
            WHERE agency = ?1 AND ordinal >= ?2
            """).Bind(1, agency).Bind(2, Count);
        while (rows.Step())
        {
            next.Take((int)rows.Integer(0), rows);
        }

        return next;
    }

    private void Take(int ordinal, Statement row)
    {
        Live.Add(ordinal);
        _ids.Set(ordinal, row.Id(1));
        _grantSet.Set(ordinal, GrantSets.NumberOf(row.Id(2)));
        _owner.Set(ordinal, GrantSets.NumberOf(row.Id(8)));
        _class.Set(ordinal, row.TextOrNull(3) is { } code ? Classes.NumberOf(code) : -1);
        _transaction.Set(ordinal, row.IsNull(4) ? -1 : Transactions.NumberOf(row.Id(4)));
        var created = DateTimeOffset.FromUnixTimeMilliseconds(row.Integer(5));
        _created.Set(ordinal, row.Integer(5));
        _month.Set(ordinal, Months.NumberOf((created.Year * 100) + created.Month));
        _length.Set(ordinal, (int)row.Integer(6));
        _tags.Set(ordinal, row.TextOrNull(7)?.Split('\n').Select(Tags.NumberOf).Distinct().ToArray());
    }

    /// <summary>An array that grows at its end; states share it.</summary>
    private sealed class Values<T>(T[] values, int count)
    {
        public ReadOnlySpan<T> Span => values.AsSpan(0, count);

        public void Set(int at, T value) => values[at] = value;

        public static Values<T> After(Values<T>? before, int count)
        {
            var room = before?.Room ?? [];
            if (room.Length < count)
            {
                Array.Resize(ref room, Math.Max(count, room.Length * 3 / 2));
            }

            return new Values<T>(room, count);
        }

        private T[] Room => values;
    }
}
