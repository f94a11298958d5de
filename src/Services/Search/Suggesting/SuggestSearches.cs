using DigitalDocs.Contracts.Search;
using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Analysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Search.Suggesting;

internal static class SuggestSearches
{
    private const int Most = 10;
    private const int MostRecent = 3;
    private const int Longest = 200;

    public static async Task<Results<Ok<SuggestionsAnswer>, ProblemHttpResult>> HandleAsync(
        SearchDb db, EmbeddedSearchIndex index, Caller caller, string? q, int? limit, CancellationToken ct)
    {
        if (limit is < 1 or > Most * 2)
        {
            return Failure.Invalid("limit", $"Between 1 and {Most * 2}.").ToProblem();
        }

        var typed = (q ?? "").TrimStart();
        if (typed.Length is 0 or > Longest)
        {
            return TypedResults.Ok(new SuggestionsAnswer([]));
        }

        var recent = await RecentAsync(db, caller, Folding.Fold(typed.TrimEnd()), ct);
        var suggested = index.Suggest(caller.AgencyId, caller.Visibility, typed, limit ?? Most);
        var items = recent
            .Concat(suggested.Select(suggestion => new Suggestion(suggestion.Text, suggestion.Kind)))
            .DistinctBy(suggestion => suggestion.Text, StringComparer.OrdinalIgnoreCase).Take(limit ?? Most);
        return TypedResults.Ok(new SuggestionsAnswer([.. items]));
    }

    private static async Task<List<Suggestion>> RecentAsync(SearchDb db, Caller caller, string folded, CancellationToken ct)
    {
        var texts = await db.RecentSearches.AsNoTracking()
            .Where(search => search.UserId == caller.UserId && search.Folded.StartsWith(folded))
            .OrderByDescending(search => search.At).Select(search => search.Text).Take(MostRecent).ToListAsync(ct);
        return texts.ConvertAll(text => new Suggestion(text, SuggestionKinds.Recent));
    }
}
