namespace DigitalDocs.Contracts.Search;

/// <summary>Where in a document the words were found.</summary>
/// <param name="Page">Counts from 1; 0 for a hit in the name or fields.</param>
/// <param name="Snippet">HTML: hits in <c>&lt;mark&gt;</c>, everything else escaped.</param>
public sealed record SearchHit(int Page, string Snippet);

public sealed record SearchItem(
    Guid DocumentId,
    string Name,
    string? Class,
    double Score,
    IReadOnlyList<SearchHit> Hits)
{
    public Guid? TransactionId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}

public sealed record FacetValue(string Value, int Count)
{
    /// <summary>Words for people where the value is an id.</summary>
    public string? Label { get; init; }
}

/// <param name="Facets">Facet → values with counts, most frequent first.</param>
/// <param name="Partial">True when the time limit cut the search off: what is here is right, there may be more.</param>
public sealed record SearchAnswer(
    int Total,
    IReadOnlyList<SearchItem> Items,
    IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets,
    string? DidYouMean,
    double TookMs,
    bool Partial,
    string? NextCursor);

/// <param name="Kind"><c>term</c>, <c>name</c>, <c>address</c>, <c>recent</c> or <c>saved</c>.</param>
public sealed record Suggestion(string Text, string Kind);

public sealed record SuggestionsAnswer(IReadOnlyList<Suggestion> Items);
