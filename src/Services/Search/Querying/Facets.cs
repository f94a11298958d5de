using System.Globalization;
using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Querying;

/// <summary>
/// Sorts out the documents that the filters let through and counts facets. The values of a facet are counted as if its
/// own filter were not set, so that a second value can be chosen beside the first.
/// </summary>
internal sealed class Facets
{
    public const string Class = "class";
    public const string Transaction = "transaction";
    public const string Month = "month";
    public const string Tag = "tag";
    private const int MostValues = 100;

    private readonly Columns _columns;
    private readonly bool[]? _classes;
    private readonly bool[]? _transactions;
    private readonly bool[]? _tags;
    private readonly long _from;
    private readonly long _to;
    private readonly int[]? _classCounts;
    private readonly int[]? _transactionCounts;
    private readonly int[]? _monthCounts;
    private readonly int[]? _tagCounts;

    public Facets(Columns columns, SearchFilter filter, IReadOnlyList<string> facets)
    {
        _columns = columns;
        _classes = Wanted(columns.Classes, filter.Classes);
        _transactions = Wanted(columns.Transactions, filter.Transactions);
        _tags = Wanted(columns.Tags, filter.Tags);
        _from = filter.From?.ToUnixTimeMilliseconds() ?? long.MinValue;
        _to = filter.To?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        _classCounts = facets.Contains(Class) ? new int[columns.Classes.Count] : null;
        _transactionCounts = facets.Contains(Transaction) ? new int[columns.Transactions.Count] : null;
        _monthCounts = facets.Contains(Month) ? new int[columns.Months.Count] : null;
        _tagCounts = facets.Contains(Tag) ? new int[columns.Tags.Count] : null;
    }

    public static IReadOnlyList<string> Known { get; } = [Class, Transaction, Month, Tag];

    /// <summary>Counts, and keeps what passes all filters.</summary>
    public Bits Take(Bits found)
    {
        var passed = new Bits(_columns.Count);
        var classes = _columns.Class;
        var transactions = _columns.Transaction;
        var created = _columns.Created;
        foreach (var ordinal in found)
        {
            var inClass = _classes is null || IsIn(_classes, classes[ordinal]);
            var inTransaction = _transactions is null || IsIn(_transactions, transactions[ordinal]);
            var hasTag = _tags is null || HasTag(ordinal);
            var inTime = created[ordinal] >= _from && created[ordinal] <= _to;
            if (inClass && inTransaction && hasTag && inTime)
            {
                passed.Add(ordinal);
                Increment(_monthCounts, _columns.Month[ordinal]);
            }

            if (inTime)
            {
                CountOwn(ordinal, inClass, inTransaction, hasTag);
            }
        }

        return passed;
    }

    public Dictionary<string, IReadOnlyList<FacetCount>> Counts()
    {
        var counts = new Dictionary<string, IReadOnlyList<FacetCount>>(StringComparer.Ordinal);
        Put(Class, _classCounts, number => _columns.Classes[number]);
        Put(Transaction, _transactionCounts, number => _columns.Transactions[number].ToString());
        Put(Month, _monthCounts, number => string.Create(CultureInfo.InvariantCulture, $"{_columns.Months[number] / 100:0000}-{_columns.Months[number] % 100:00}"));
        Put(Tag, _tagCounts, number => _columns.Tags[number]);
        return counts;

        void Put(string facet, int[]? numbers, Func<int, string> value)
        {
            if (numbers is not null)
            {
                counts[facet] = [.. numbers
                    .Select((count, number) => (count, number)).Where(n => n.count > 0)
                    .Select(n => new FacetCount(value(n.number), n.count))
                    .OrderByDescending(n => n.Count).ThenBy(n => n.Value, StringComparer.Ordinal).Take(MostValues)];
            }
        }
    }

    private void CountOwn(int ordinal, bool inClass, bool inTransaction, bool hasTag)
    {
        if (inTransaction && hasTag)
        {
            Increment(_classCounts, _columns.Class[ordinal]);
        }

        if (inClass && hasTag)
        {
            Increment(_transactionCounts, _columns.Transaction[ordinal]);
        }

        if (inClass && inTransaction && _tagCounts is not null)
        {
            foreach (var tag in _columns.TagsOf(ordinal))
            {
                Increment(_tagCounts, tag);
            }
        }
    }

    private bool HasTag(int ordinal)
    {
        foreach (var tag in _columns.TagsOf(ordinal))
        {
            if (IsIn(_tags!, tag))
            {
                return true;
            }
        }

        return false;
    }

    private static void Increment(int[]? counts, int number)
    {
        // Numbers behind the end came with a later state of the index.
        if (counts is not null && number >= 0 && number < counts.Length)
        {
            counts[number]++;
        }
    }

    private static bool IsIn(bool[] wanted, int number) => number >= 0 && number < wanted.Length && wanted[number];

    private static bool[]? Wanted<T>(Terms<T> terms, IReadOnlyList<T> values)
        where T : notnull
    {
        if (values.Count == 0)
        {
            return null;
        }

        var wanted = new bool[terms.Count];
        foreach (var value in values)
        {
            if (terms.Find(value) is { } number && number < wanted.Length)
            {
                wanted[number] = true;
            }
        }

        return wanted;
    }
}
