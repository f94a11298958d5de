using DigitalDocs.Contracts.Search;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Search.Searching;

internal static class SearchAdvanced
{
    public static async Task<Results<Ok<SearchAnswer>, ProblemHttpResult>> HandleAsync(
        AdvancedSearchRequest request,
        EmbeddedSearchIndex index,
        SearchAnswers answers,
        Cursors cursors,
        Caller caller,
        CancellationToken ct)
    {
        var (tree, problem) = new SearchTree().Read(request.Query);
        if (tree is null)
        {
            return Failure.Invalid("query", problem!).ToProblem();
        }

        var parameters = new SearchParameters(
            null, Join(request.Class), Join(request.TransactionId), Join(request.Tag),
            request.From?.ToString("O"), request.To?.ToString("O"), Join(request.Facets), request.Sort, request.Cursor, request.Limit);
        return parameters.Read(cursors, caller, out var query) is { } failure
            ? failure.ToProblem()
            : await answers.AnswerAsync(index, query! with { Tree = tree }, ct);
    }

    private static string? Join<T>(IReadOnlyList<T>? values) => values is null ? null : string.Join(',', values);
}
