namespace DigitalDocs.Contracts.Search;

/// <summary>A search by a typed tree instead of text.</summary>
/// <param name="Class">Class codes; null or empty filters nothing, likewise the others.</param>
/// <param name="From">Created from.</param>
/// <param name="To">Created until.</param>
/// <param name="Sort"><c>relevance</c> (default), <c>newest</c>, <c>oldest</c>.</param>
public sealed record AdvancedSearchRequest(
    SearchNode Query,
    IReadOnlyList<string>? Class = null,
    IReadOnlyList<Guid>? TransactionId = null,
    IReadOnlyList<string>? Tag = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    IReadOnlyList<string>? Facets = null,
    string? Sort = null,
    string? Cursor = null,
    int? Limit = null);

/// <summary>A node of the tree: exactly one member is set.</summary>
/// <param name="Words">All of these words, in any order.</param>
/// <param name="Phrase">These words one after the other.</param>
/// <param name="Exists">Documents that have a value for this field.</param>
public sealed record SearchNode(
    IReadOnlyList<SearchNode>? And = null,
    IReadOnlyList<SearchNode>? Or = null,
    SearchNode? Not = null,
    string? Words = null,
    string? Phrase = null,
    SearchFieldNode? Field = null,
    SearchRangeNode? Range = null,
    string? Exists = null);

/// <param name="Value">Words, a number or a date.</param>
public sealed record SearchFieldNode(string Name, string Value);

/// <summary>Numbers, or dates (<c>2024-03-31</c>, <c>2024-03</c>); a bound that is null is open.</summary>
public sealed record SearchRangeNode(string Field, string? From = null, string? To = null);
