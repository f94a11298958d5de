using DigitalDocs.Contracts.Search;

namespace DigitalDocs.Web.Api;

/// <summary>What a person asks the index.</summary>
/// <param name="Month">First day of the month in which the documents were added.</param>
public sealed record SearchQuestion(
    string Words, IReadOnlyList<string> Classes, IReadOnlyList<string> Transactions, DateOnly? Month);

public sealed class SearchClient(ApiClient api)
{
    public Task<Answer<SearchAnswer>> SearchAsync(SearchQuestion question, string? cursor, CancellationToken ct)
    {
        var query = new Query()
            .Add("q", question.Words)
            .Add("class", string.Join(",", question.Classes))
            .Add("transactionId", string.Join(",", question.Transactions))
            .Add("from", question.Month?.ToString("yyyy-MM-dd"))
            .Add("to", question.Month?.AddMonths(1).AddDays(-1).ToString("yyyy-MM-dd"))
            .Add("facets", "class,transaction,month")
            .Add("limit", "20")
            .Add("cursor", cursor);
        return api.GetAsync($"search/documents{query}", WireJson.Default.SearchAnswer, ct);
    }

    public Task<Answer<SuggestionsAnswer>> SuggestAsync(string words, CancellationToken ct) =>
        api.GetAsync($"search/suggestions{new Query().Add("q", words)}", WireJson.Default.SuggestionsAnswer, ct);
}
