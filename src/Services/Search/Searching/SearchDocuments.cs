using DigitalDocs.Contracts.Search;
using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Recent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Search.Searching;

internal static class SearchDocuments
{
    public static async Task<Results<Ok<SearchAnswer>, ProblemHttpResult>> HandleAsync(
        [AsParameters] SearchParameters parameters,
        EmbeddedSearchIndex index,
        SearchAnswers answers,
        RecentSearches recent,
        Cursors cursors,
        Caller caller,
        CancellationToken ct)
    {
        if (parameters.Read(cursors, caller, out var query) is { } failure)
        {
            return failure.ToProblem();
        }

        var answer = await answers.AnswerAsync(index, query!, ct);
        if (parameters.Cursor is null && answer.Result is Ok<SearchAnswer>)
        {
            recent.Note(caller, parameters.Q);
        }

        return answer;
    }
}
