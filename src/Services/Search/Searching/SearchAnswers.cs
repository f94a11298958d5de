using DigitalDocs.Contracts.Search;
using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Querying;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Search.Searching;

/// <summary>Runs a search and puts what was found into its wire shape.</summary>
internal sealed class SearchAnswers(SearchDb db, Cursors cursors, TimeProvider clock)
{
    public async Task<Results<Ok<SearchAnswer>, ProblemHttpResult>> AnswerAsync(
        EmbeddedSearchIndex index, SearchQuery query, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        var (result, problem) = index.Search(query);
        if (result is null)
        {
            return Failure.Invalid("q", problem?.Message ?? "This query cannot be run.").ToProblem();
        }

        var labels = await LabelsAsync(result, ct);
        return TypedResults.Ok(new SearchAnswer(
            result.Total,
            [.. result.Items.Select(Item)],
            result.Facets.ToDictionary(facet => facet.Key, facet => Values(facet.Value, labels)),
            result.DidYouMean,
            Math.Round(clock.GetElapsedTime(start).TotalMilliseconds, 2),
            result.Partial,
            result.Next is { } next ? cursors.Seal(next) : null));
    }

    private async Task<Dictionary<string, string>> LabelsAsync(SearchResult result, CancellationToken ct)
    {
        var ids = result.Facets.GetValueOrDefault(Facets.Transaction)?.Select(value => Guid.Parse(value.Value)).ToList();
        return ids is null or []
            ? []
            : await db.TransactionNames.AsNoTracking().Where(name => ids.Contains(name.Id))
                .ToDictionaryAsync(name => name.Id.ToString(), name => name.Name, ct);
    }

    private static SearchItem Item(FoundDocument found) => new(
        found.Id, found.Name, found.Class, found.Score, [.. found.Places.Select(place => new SearchHit(place.Page, place.Snippet))])
    {
        TransactionId = found.TransactionId,
        CreatedAt = found.CreatedAt,
    };

    private static IReadOnlyList<FacetValue> Values(IReadOnlyList<FacetCount> counts, Dictionary<string, string> labels) =>
        [.. counts.Select(count => new FacetValue(count.Value, count.Count) { Label = labels.GetValueOrDefault(count.Value) })];
}
