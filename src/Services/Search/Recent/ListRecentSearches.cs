using DigitalDocs.Contracts.Search;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Search.Recent;

internal static class ListRecentSearches
{
    public static async Task<Ok<SuggestionsAnswer>> HandleAsync(
        SearchDb db, Caller caller, IOptions<SearchOptions> options, CancellationToken ct)
    {
        var texts = await db.RecentSearches.AsNoTracking()
            .Where(search => search.UserId == caller.UserId)
            .OrderByDescending(search => search.At).Select(search => search.Text)
            .Take(options.Value.RecentSearches).ToListAsync(ct);
        return TypedResults.Ok(new SuggestionsAnswer(
            texts.ConvertAll(text => new Suggestion(text, Suggesting.SuggestionKinds.Recent))));
    }
}
