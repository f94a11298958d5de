using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;

namespace DigitalDocs.Web.Api;

public sealed class TransactionsClient(ApiClient api)
{
    public Task<Answer<Page<TransactionDto>>> ListAsync(int limit, string? cursor, CancellationToken ct)
    {
        var query = new Query().Add("limit", limit.ToString()).Add("cursor", cursor);
        return api.GetAsync($"transactions{query}", WireJson.Default.PageTransactionDto, ct);
    }

    public Task<Answer<TransactionFileDto>> GetAsync(Guid id, CancellationToken ct) =>
        api.GetAsync($"documents/transactions/{id}", WireJson.Default.TransactionFileDto, ct);

    public Task<Answer<TransactionDto>> CreateAsync(TransactionRequest request, CancellationToken ct) =>
        api.PostAsync(
            "transactions", request, WireJson.Default.TransactionRequest, WireJson.Default.TransactionDto, ct);

    public Task<Answer<TransactionDto>> ChangeAsync(
        Guid id, TransactionRequest request, string? etag, CancellationToken ct) =>
        api.PutAsync(
            $"transactions/{id}",
            request,
            WireJson.Default.TransactionRequest,
            WireJson.Default.TransactionDto,
            etag,
            ct);
}
