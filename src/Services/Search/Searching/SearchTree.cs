using DigitalDocs.Contracts.Search;
using DigitalDocs.Search.Querying;

namespace DigitalDocs.Search.Searching;

/// <summary>Turns a typed tree into a query.</summary>
internal sealed class SearchTree
{
    private const int Deepest = 12;
    private const int MostNodes = 200;
    private int _nodes;

    public (QueryNode? Query, string? Problem) Read(SearchNode node)
    {
        try
        {
            return (Node(node, 0), null);
        }
        catch (BadTreeException bad)
        {
            return (null, bad.Message);
        }
    }

    private QueryNode Node(SearchNode? node, int depth)
    {
        if (node is null || depth > Deepest || ++_nodes > MostNodes)
        {
            throw new BadTreeException($"A tree has at most {MostNodes} nodes, {Deepest} levels and no null.");
        }

        var parts = new List<QueryNode>(1);
        Add(node.And, and => new AllNode([.. and.Select(child => Node(child, depth + 1))]));
        Add(node.Or, or => new AnyNode([.. or.Select(child => Node(child, depth + 1))]));
        Add(node.Not, not => new NotNode(Node(not, depth + 1)));
        Add(node.Words, words => Words(QueryWords.Of(words)));
        Add(node.Phrase, phrase => new PhraseNode(Some(QueryWords.Of(phrase)), 0..0));
        Add(node.Field, Field);
        Add(node.Range, Range);
        Add(node.Exists, field => new ExistsNode(field.ToLowerInvariant()));
        return parts.Count == 1 ? parts[0] : throw new BadTreeException(
            "Each node has exactly one of: and, or, not, words, phrase, field, range, exists.");

        void Add<T>(T? part, Func<T, QueryNode> read)
            where T : class
        {
            if (part is not null)
            {
                parts.Add(read(part));
            }
        }
    }

    private static AllNode Words(List<string> words) =>
        new([.. Some(words).Select(word => new WordNode(word, 0..0))]);

    private static QueryNode Field(SearchFieldNode field)
    {
        var (node, problem) = new FieldQuery(_ => true, () => []).Read(field.Name ?? "", field.Value ?? "");
        return node ?? throw new BadTreeException(problem?.Message ?? "A field needs a value.");
    }

    private static QueryNode Range(SearchRangeNode range)
    {
        var (node, problem) = new FieldQuery(_ => true, () => []).Read(range.Field ?? "", $"{range.From}..{range.To}");
        return node as RangeNode
            ?? throw new BadTreeException(problem?.Message ?? "A range needs a field and numbers or dates.");
    }

    private static List<string> Some(List<string> words) =>
        words.Count > 0 ? words : throw new BadTreeException("There is no word to look for.");

    /// <summary>Ends the reading of a tree of any depth; never leaves this class.</summary>
    private sealed class BadTreeException(string message) : Exception(message);
}
