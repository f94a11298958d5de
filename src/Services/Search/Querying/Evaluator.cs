using System.Buffers;
using DigitalDocs.Search.Analysis;
using DigitalDocs.Search.Indexing;
using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Querying;

/// <summary>
/// Finds and scores the documents of a query among those the caller may see. Hidden documents count for nothing, not
/// even for how rare a word is: the answer is that of an index without them.
/// </summary>
internal sealed class Evaluator : IDisposable
{
    public const uint InName = 1;
    public const uint InFields = 2;
    public const uint AnyPlace = 7;

    // Fitted on a collection with judged answers; names of files weigh more there and here than single words of a text.
    private const float K1 = 2f;
    private const float B = 0.5f;
    private const float NameCount = 4f;
    private const float FieldCount = 1.5f;
    private const int MostPrefixWords = 64;

    private readonly Snapshot _snapshot;
    private readonly Columns _columns;
    private readonly Deadline _deadline;
    private readonly float[] _scores;
    private readonly float[] _counts;
    private readonly List<MatchedTerm> _terms = [];
    private readonly int _visibleCount;
    private readonly float _averageLength;

    public Evaluator(Snapshot snapshot, Bits visible, Deadline deadline)
    {
        (_snapshot, _columns, Visible, _deadline) = (snapshot, snapshot.Columns, visible, deadline);
        _scores = ArrayPool<float>.Shared.Rent(_columns.Count + 1);
        _counts = ArrayPool<float>.Shared.Rent(_columns.Count + 1);
        _scores.AsSpan(0, _columns.Count).Clear();
        _counts.AsSpan(0, _columns.Count).Clear();
        long length = 0;
        var lengths = _columns.Length;
        foreach (var ordinal in visible)
        {
            _visibleCount++;
            length += lengths[ordinal];
        }

        _averageLength = Math.Max(1f, (float)length / Math.Max(1, _visibleCount));
    }

    public Bits Visible { get; }

    public ReadOnlySpan<float> Scores => _scores.AsSpan(0, _columns.Count);

    /// <summary>What was looked for and counts, in the order of the query.</summary>
    public IReadOnlyList<MatchedTerm> Terms => _terms;

    /// <summary>Makes ready for another query on the same documents.</summary>
    public void Forget()
    {
        _terms.Clear();
        _scores.AsSpan(0, _columns.Count).Clear();
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_scores);
        ArrayPool<float>.Shared.Return(_counts);
    }

    /// <summary>The documents that match. Past the deadline what is not yet looked up matches nothing.</summary>
    public Bits Find(QueryNode node) => _deadline.HasPassed() ? Nothing() : node switch
    {
        EverythingNode => Visible.Copy(_columns.Count),
        WordNode word => Score([Forms(word)], Count(Forms(word))),
        PhraseNode phrase => Phrase(phrase.Words.Select(word => Forms(word, exact: false)).ToList()),
        AllNode all => All(all),
        AnyNode any => any.Nodes.Select(Find).Aggregate((a, b) => a.Or(b)),
        SomeNode some => Some(some),
        NotNode not => Visible.Copy(_columns.Count).AndNot(Silently(not.Node)),
        FieldNode field => Field(field),
        RangeNode range => Rows(_snapshot.Connection.Prepare(
            "SELECT ordinal FROM field WHERE agency = ?1 AND name = ?2 AND value >= ?3 AND value <= ?4")
            .Bind(1, _snapshot.Agency).Bind(2, range.Field).Bind(3, range.From).Bind(4, range.To)),
        ExistsNode exists => Rows(_snapshot.Connection.Prepare("SELECT ordinal FROM field WHERE agency = ?1 AND name = ?2")
            .Bind(1, _snapshot.Agency).Bind(2, exists.Field)),
        ValueNode value => Value(value),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType().Name),
    };

    /// <summary>True when a document that the caller may see has the word itself in any place.</summary>
    public bool IsThere(string key)
    {
        var there = false;
        _snapshot.ReadLists(key, (ref PostingCursor list) =>
        {
            while (!there && list.MoveNext())
            {
                there = Visible[list.Ordinal];
            }
        });
        return there;
    }

    /// <summary>Visible documents that have one of the words in one of the places.</summary>
    public Bits Holding(IReadOnlyList<string> keys, uint places)
    {
        var found = Nothing();
        foreach (var key in keys)
        {
            _snapshot.ReadLists(key, (ref PostingCursor list) =>
            {
                while (list.MoveNext())
                {
                    if (((list.Weight & 3) | (list.Weight > 3 ? AnyPlace & ~3u : 0)) is var has && (has & places) != 0
                        && Visible[list.Ordinal])
                    {
                        found.Add(list.Ordinal);
                    }
                }
            });
        }

        return found;
    }

    /// <summary>The keys of a word's forms.</summary>
    public IReadOnlyList<string> Forms(string word, bool exact)
    {
        if (exact || !Spelling.IsWord(word))
        {
            return [word];
        }

        var forms = _snapshot.Vocabulary.Forms(EnglishStemmer.Stem(word));
        return forms.Count == 0 ? [word] : forms;
    }

    /// <summary>Places of what was looked for in the given documents, as <c>ordinal ≪ 32 | position</c>, ascending.</summary>
    public List<long> Places(IReadOnlyList<IReadOnlyList<string>> steps, Bits documents)
    {
        var places = Positions(steps[0], documents);
        for (var i = 1; i < steps.Count && places.Count > 0; i++)
        {
            places = Followed(places, Positions(steps[i], documents), i);
        }

        return places;
    }

    private Bits Nothing() => new(_columns.Count);

    private IReadOnlyList<string> Forms(WordNode word) => word.IsPrefix
        ? _snapshot.Vocabulary.Beginning(word.Word, MostPrefixWords)
        : Forms(word.Word, exact: false);

    private Bits All(AllNode all)
    {
        var found = Visible.Copy(_columns.Count);
        foreach (var node in all.Nodes)
        {
            found = found.And(Find(node));
        }

        return found;
    }

    private Bits Some(SomeNode some)
    {
        var each = some.Nodes.Select(Find).ToList();
        if (some.Least >= each.Count)
        {
            return each.Aggregate((a, b) => a.And(b));
        }

        var counts = new byte[_columns.Count];
        var found = Nothing();
        foreach (var ordinals in each)
        {
            foreach (var ordinal in ordinals)
            {
                if (++counts[ordinal] == some.Least)
                {
                    found.Add(ordinal);
                }
            }
        }

        return found;
    }

    private Bits Silently(QueryNode node)
    {
        // What must not be there neither scores nor is lit.
        var (terms, scores) = (_terms.Count, Scores.ToArray());
        var found = Find(node);
        _terms.RemoveRange(terms, _terms.Count - terms);
        scores.CopyTo(_scores, 0);
        if (_deadline.WasMet)
        {
            // Cut off: it is not known who must be left out, so nobody is let in.
            found.Or(Visible);
        }

        return found;
    }

    private Bits Field(FieldNode field)
    {
        var found = Visible.Copy(_columns.Count);
        if (field.Field is FieldNames.Name or FieldNames.Text)
        {
            var (from, to) = field.Field == FieldNames.Name ? (Zone.Name, Zone.Meta) : (Zone.Body, int.MaxValue);
            var steps = field.Words.Select(word => Forms(word, exact: false)).ToList();
            var places = Places(steps, Visible).Where(place => (int)place >= from && (int)place < to);
            return Score(steps, CountPlaces(places));
        }

        var keys = field.Words.Select(word => (IReadOnlyList<string>)
            [.. Forms(word, exact: false).Select(form => field.Field + SegmentBuilder.FieldMark + form)]).ToList();
        return found.And(Score(keys, keys.Count == 1 ? Count(keys[0]) : CountPlaces(Places(keys, Visible)), isShown: false));
    }

    private Bits Phrase(List<IReadOnlyList<string>> steps)
    {
        var candidates = Visible.Copy(_columns.Count);
        foreach (var step in steps.DistinctBy(step => step[0]))
        {
            candidates.And(Count(step, silently: true));
        }

        return Score(steps, CountPlaces(Places(steps, candidates)));
    }

    private Bits Rows(Statement rows)
    {
        var found = Nothing();
        while (rows.Step())
        {
            if (Visible[(int)rows.Integer(0)])
            {
                found.Add((int)rows.Integer(0));
            }
        }

        return found;
    }

    private Bits Value(ValueNode value)
    {
        var found = Nothing();
        var isClass = value.Field == FieldNames.Class;
        var wanted = value.Value;
        foreach (var ordinal in Visible)
        {
            var number = _columns.Class[ordinal];
            var same = isClass
                ? number >= 0 && string.Equals(_columns.Classes[number], wanted, StringComparison.OrdinalIgnoreCase)
                : _columns.HasTag(ordinal, wanted);
            if (same)
            {
                found.Add(ordinal);
            }
        }

        return found;
    }

    /// <summary>Adds up how often any of the forms stands in each visible document.</summary>
    private Bits Count(IReadOnlyList<string> forms, bool silently = false)
    {
        var found = Nothing();
        foreach (var form in forms)
        {
            if (_deadline.HasPassed())
            {
                break;
            }

            _snapshot.ReadLists(form, (ref PostingCursor list) =>
            {
                while (list.MoveNext())
                {
                    if (Visible[list.Ordinal])
                    {
                        found.Add(list.Ordinal);
                        if (!silently)
                        {
                            _counts[list.Ordinal] += Weighted(list.Weight);
                        }
                    }
                }
            });
        }

        return found;
    }

    private static float Weighted(uint weight) =>
        (weight >> 2) + ((weight & 1) != 0 ? NameCount : 0) + ((weight & 2) != 0 ? FieldCount : 0);

    private Bits CountPlaces(IEnumerable<long> places)
    {
        var found = Nothing();
        foreach (var place in places)
        {
            var ordinal = (int)(place >> 32);
            found.Add(ordinal);
            _counts[ordinal] += (int)place >= Zone.Body ? 1 : (int)place >= Zone.Meta ? FieldCount : NameCount;
        }

        return found;
    }

    /// <summary>Turns counts into scores (BM25) and clears them.</summary>
    private Bits Score(IReadOnlyList<IReadOnlyList<string>> steps, Bits found, bool isShown = true)
    {
        var documents = found.Count();
        var rarity = MathF.Log(1 + ((_visibleCount - documents + 0.5f) / (documents + 0.5f)));
        var lengths = _columns.Length;
        foreach (var ordinal in found)
        {
            var count = _counts[ordinal];
            _counts[ordinal] = 0;
            var length = K1 * (1 - B + (B * lengths[ordinal] / _averageLength));
            _scores[ordinal] += rarity * count * (K1 + 1) / (count + length);
        }

        if (isShown && documents > 0)
        {
            _terms.Add(new MatchedTerm(steps, rarity));
        }

        return found;
    }

    private List<long> Positions(IReadOnlyList<string> forms, Bits documents)
    {
        var positions = new List<long>();
        foreach (var form in forms)
        {
            _snapshot.ReadPositions(form, documents, positions);
        }

        if (forms.Count > 1)
        {
            positions.Sort();
        }

        return positions;
    }

    /// <summary>The places of the first list that the second follows at a distance.</summary>
    private static List<long> Followed(List<long> first, List<long> second, int distance)
    {
        var followed = new List<long>();
        var j = 0;
        foreach (var place in first)
        {
            while (j < second.Count && second[j] < place + distance)
            {
                j++;
            }

            if (j < second.Count && second[j] == place + distance && (followed.Count == 0 || followed[^1] != place))
            {
                followed.Add(place);
            }
        }

        return followed;
    }
}
