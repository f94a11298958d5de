using DigitalDocs.Platform.Http;
namespace DigitalDocs.Search.Querying;

/// <summary>A search as the index gets it.</summary>
/// <param name="Text">In the query language for people; null for everything.</param>
/// <param name="Tree">Instead of <paramref name="Text"/>: a query that needs no parsing.</param>
internal sealed record SearchQuery(Guid AgencyId, Visibility Visibility, string? Text)
{
    public QueryNode? Tree { get; init; }

    public SearchFilter Filter { get; init; } = SearchFilter.None;

    /// <summary>Facets to count, each of <see cref="Facets.Known"/>.</summary>
    public IReadOnlyList<string> Facets { get; init; } = [];

    public SearchOrder Order { get; init; }

    public int Limit { get; init; } = 20;

    public SearchPosition? After { get; init; }
}

internal enum SearchOrder
{
    Relevance,
    Newest,
    Oldest,
}

/// <summary>Values of one filter are alternatives, filters add up. Empty lists filter nothing.</summary>
internal sealed record SearchFilter(
    IReadOnlyList<string> Classes,
    IReadOnlyList<Guid> Transactions,
    IReadOnlyList<string> Tags,
    DateTimeOffset? From,
    DateTimeOffset? To)
{
    public static SearchFilter None { get; } = new([], [], [], null, null);
}

/// <summary>Where a page ended. Documents that came after the first page are left out of the following ones.</summary>
/// <param name="AsOf">The first page's index held ordinals below this.</param>
internal sealed record SearchPosition(int AsOf, double Key, int Ordinal);

internal sealed record SearchResult(
    int Total,
    IReadOnlyList<FoundDocument> Items,
    IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Facets,
    string? DidYouMean,
    bool Partial,
    SearchPosition? Next);

internal sealed record FacetCount(string Value, int Count);

internal sealed record FoundDocument(
    Guid Id,
    string Name,
    string? Class,
    Guid? TransactionId,
    DateTimeOffset CreatedAt,
    double Score,
    IReadOnlyList<FoundPlace> Places);

/// <param name="Page">0 for the name and the fields.</param>
/// <param name="Snippet">HTML with hits in mark elements.</param>
internal sealed record FoundPlace(int Page, string Snippet);
