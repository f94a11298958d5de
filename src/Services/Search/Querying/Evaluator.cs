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

    private const int MostPrefixWords = 64;

    private readonly Snapshot _snapshot;
    private readonly Columns _columns;
    private readonly Deadline _deadline;
    private readonly Scoring _scoring;
    private readonly List<MatchedTerm> _terms = [];

    public Evaluator(Snapshot snapshot, Bits visible, Deadline deadline)
    {
        (_snapshot, _columns, Visible, _deadline) = (snapshot, snapshot.Columns, visible, deadline);
        _scoring = new Scoring(snapshot.Columns, visible);
    }

    public Bits Visible { get; }

    public ReadOnlySpan<float> Scores => _scoring.Scores;

    /// <summary>What was looked for and counts, in the order of the query.</summary>
    public IReadOnlyList<MatchedTerm> Terms => _terms;

    /// <summary>Makes ready for another query on the same documents.</summary>
    public void Forget()
    {
        _terms.Clear();
        _scoring.Forget();
    }

    public void Dispose() => _scoring.Dispose();

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
    public List<long> Places(IReadOnlyList<IReadOnlyList<string>> steps, Bits documents) =>
        new Places(_snapshot).Of(steps, documents);

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
        _scoring.Restore(scores);
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
                            _scoring.Count(list.Ordinal, list.Weight);
                        }
                    }
                }
            });
        }

        return found;
    }

    private Bits CountPlaces(IEnumerable<long> places)
    {
        var found = Nothing();
        foreach (var place in places)
        {
            found.Add((int)(place >> 32));
            _scoring.CountPlace((int)(place >> 32), (int)place);
        }

        return found;
    }

    /// <summary>Turns counts into scores; what is shown is lit in snippets.</summary>
    private Bits Score(IReadOnlyList<IReadOnlyList<string>> steps, Bits found, bool isShown = true)
    {
        var documents = found.Count();
        var rarity = _scoring.Score(found, documents);
        if (isShown && documents > 0)
        {
            _terms.Add(new MatchedTerm(steps, rarity));
        }

        return found;
    }
}
