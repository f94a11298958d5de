namespace DigitalDocs.Search.Querying;

/// <summary>What a query asks for.</summary>
internal abstract record QueryNode;

internal sealed record EverythingNode : QueryNode;

/// <summary>A folded word in any of its forms.</summary>
/// <param name="At">Where it stands in what the person typed; for <c>didYouMean</c>.</param>
/// <param name="IsPrefix">Any word that begins so.</param>
internal sealed record WordNode(string Word, Range At, bool IsPrefix = false) : QueryNode;

/// <summary>Words one after the other.</summary>
internal sealed record PhraseNode(IReadOnlyList<string> Words, Range At) : QueryNode;

internal sealed record AllNode(IReadOnlyList<QueryNode> Nodes) : QueryNode;

internal sealed record AnyNode(IReadOnlyList<QueryNode> Nodes) : QueryNode;

/// <summary>The plain words of a query: more of them found is better, fewer than <paramref name="Least"/> is no match.</summary>
internal sealed record SomeNode(IReadOnlyList<QueryNode> Nodes, int Least) : QueryNode;

internal sealed record NotNode(QueryNode Node) : QueryNode;

/// <summary>The words in one place: the name, the text, or a field.</summary>
internal sealed record FieldNode(string Field, IReadOnlyList<string> Words) : QueryNode;

/// <summary>A number or date (yyyymmdd) between two bounds, both within.</summary>
internal sealed record RangeNode(string Field, double From, double To) : QueryNode;

internal sealed record ExistsNode(string Field) : QueryNode;

/// <summary>One of the values of a column: class or tag.</summary>
internal sealed record ValueNode(string Field, string Value) : QueryNode;

/// <summary>Why a query cannot be run, in words for people.</summary>
internal sealed record QueryProblem(string Message);
