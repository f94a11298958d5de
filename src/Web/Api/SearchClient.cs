using DigitalDocs.Contracts.Search;

namespace DigitalDocs.Web.Api;

/// <summary>What a person asks the index.</summary>
public sealed record SearchQuestion(
    string Words, IReadOnlyList<string> Classes, IReadOnlyList<string> Transactions, IReadOnlyList<string> Months);

public sealed class SearchClient(ApiClient api)
{
    public Task<Answer<SearchAnswer>> SearchAsync(SearchQuestion question, string? cursor, CancellationToken ct)
    {
        var query = new Query()
            .Add("q", question.Words)
            .AddAll("class", question.Classes)
            .AddAll("transactionId", question.Transactions)
            .AddAll("month", question.Months)
            .Add("facets", "class,transaction,month")
            .Add("limit", "20")
            .Add("cursor", cursor);
        return api.GetAsync($"search/documents{query}", WireJson.Default.SearchAnswer, ct);
    }

    public Task<Answer<SuggestionsAnswer>> SuggestAsync(string words, CancellationToken ct) =>
        api.GetAsync($"search/suggestions{new Query().Add("q", words)}", WireJson.Default.SuggestionsAnswer, ct);
}
