using DigitalDocs.Search.Highlighting;
using DigitalDocs.Search.Indexing;
using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Querying;

/// <summary>Answers one search from one state of the index.</summary>
internal sealed class Searcher(Snapshot snapshot, Deadline deadline)
{
    private readonly Columns _columns = snapshot.Columns;

    public (SearchResult? Result, QueryProblem? Problem) Search(SearchQuery query)
    {
        var parser = new QueryParser(IsField, Fields);
        var (tree, problem) = query.Tree is { } given ? (given, null) : parser.Parse(query.Text);
        if (tree is null)
        {
            return (null, problem);
        }

        var asOf = query.After?.AsOf ?? _columns.Count;
        var visible = query.Visibility.Visible(_columns).Before(asOf);
        using var evaluator = new Evaluator(snapshot, visible, deadline);
        var correction = new Correction(evaluator, snapshot.Vocabulary);
        tree = correction.Correct(tree);
        return (Answer(query, tree, evaluator, asOf) with { DidYouMean = correction.DidYouMean(query.Text) }, null);
    }

    /// <summary>The answer of an index without documents: what is wrong with a query is wrong there, too.</summary>
    public static (SearchResult? Result, QueryProblem? Problem) Nothing(SearchQuery query)
    {
        var (tree, problem) = query.Tree is { } given
            ? (given, null)
            : new QueryParser(FieldNames.OfClasses.Contains, Fields).Parse(query.Text);
        var facets = query.Facets.ToDictionary(facet => facet, _ => (IReadOnlyList<FacetCount>)[]);
        return tree is null ? (null, problem) : (new SearchResult(0, [], facets, null, false, null), null);
    }

    private SearchResult Answer(SearchQuery query, QueryNode tree, Evaluator evaluator, int asOf)
    {
        var facets = new Facets(_columns, query.Filter, query.Facets);
        var found = evaluator.Find(tree);
        if (Any(tree) is { } any && found.Count() == 0 && !deadline.WasMet)
        {
            evaluator.Forget();
            found = evaluator.Find(any);
        }

        found = facets.Take(found);
        var page = Ranking.Page(evaluator, _columns, found, query, query.Limit + 1);
        var items = new DocumentReader(snapshot, evaluator, deadline).Read(page.Take(query.Limit).ToList());
        var last = page.Count > query.Limit ? page[query.Limit - 1] : (Ranked?)null;
        return new SearchResult(
            found.Count(), items, facets.Counts(), null, deadline.WasMet,
            last is { } end ? new SearchPosition(asOf, end.Key, end.Ordinal) : null);
    }

    /// <summary>The same query content with any of its plain words; null when it already is.</summary>
    private static QueryNode? Any(QueryNode tree) => tree switch
    {
        SomeNode { Least: > 1 } some => some with { Least = 1 },
        AllNode all when all.Nodes[0] is SomeNode { Least: > 1 } some =>
            new AllNode([some with { Least = 1 }, .. all.Nodes.Skip(1)]),
        _ => null,
    };

    private bool IsField(string name) => FieldNames.OfClasses.Contains(name)
        || snapshot.Connection.Prepare("SELECT 1 FROM field WHERE agency = ?1 AND name = ?2 LIMIT 1")
            .Bind(1, snapshot.Agency).Bind(2, name).Number() == 1;

    private static List<string> Fields() => [.. FieldNames.BuiltIn, .. FieldNames.OfClasses.Order(StringComparer.Ordinal)];
}
