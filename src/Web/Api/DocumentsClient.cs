using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;

namespace DigitalDocs.Web.Api;

/// <summary>What a list of documents is narrowed to.</summary>
public sealed record DocumentFilter(
    IReadOnlyList<string> Classes, IReadOnlyList<string> States, Guid? TransactionId, int Limit = 50)
{
    public static readonly DocumentFilter None = new([], [], null);
}

public sealed class DocumentsClient(ApiClient api)
{
    public Task<Answer<Page<DocumentItem>>> ListAsync(DocumentFilter filter, string? cursor, CancellationToken ct)
    {
        var query = new Query()
            .Add("class", string.Join(",", filter.Classes))
            .Add("status", string.Join(",", filter.States))
            .Add("transactionId", filter.TransactionId?.ToString())
            .Add("limit", filter.Limit.ToString())
            .Add("cursor", cursor);
        return api.GetAsync($"documents{query}", WireJson.Default.PageDocumentItem, ct);
    }

    public Task<Answer<DocumentDto>> GetAsync(Guid id, CancellationToken ct) =>
        api.GetAsync($"documents/{id}", WireJson.Default.DocumentDto, ct);

    public Task<Answer<DocumentDto>> ChangeAsync(Guid id, MetadataRequest request, string? etag, CancellationToken ct) =>
        api.PutAsync(
            $"documents/{id}/metadata",
            request,
            WireJson.Default.MetadataRequest,
            WireJson.Default.DocumentDto,
            etag,
            ct);

    public Task<Answer<Nothing>> DeleteAsync(Guid id, CancellationToken ct) => api.DeleteAsync($"documents/{id}", ct);

    /// <summary>What was deleted, last first.</summary>
    public Task<Answer<Page<DocumentItem>>> TrashAsync(int limit, string? cursor, CancellationToken ct) =>
        api.GetAsync($"trash{new Query().Add("limit", limit.ToString()).Add("cursor", cursor)}", WireJson.Default.PageDocumentItem, ct);

    public Task<Answer<DocumentDto>> RestoreAsync(Guid id, CancellationToken ct) =>
        api.PostAsync($"documents/{id}/restore", WireJson.Default.DocumentDto, ct);

    public Task<Answer<string>> TextAsync(Guid id, CancellationToken ct) => api.GetTextAsync($"documents/{id}/text", ct);

    public Task<Answer<PageWordsDto>> WordsAsync(Guid id, int page, CancellationToken ct) =>
        api.GetAsync($"documents/{id}/words?page={page}", WireJson.Default.PageWordsDto, ct);

    public Task<Answer<Page<VersionDto>>> VersionsAsync(Guid id, CancellationToken ct) =>
        api.GetAsync($"documents/{id}/versions", WireJson.Default.PageVersionDto, ct);

    public Task<Answer<Page<AuditEntryDto>>> AuditAsync(Guid id, CancellationToken ct) =>
        api.GetAsync($"documents/{id}/audit", WireJson.Default.PageAuditEntryDto, ct);

    public Task<Answer<Page<ShareDto>>> SharesAsync(Guid id, CancellationToken ct) =>
        api.GetAsync($"documents/{id}/shares", WireJson.Default.PageShareDto, ct);

    public Task<Answer<ShareDto>> ShareAsync(Guid id, ShareRequest request, CancellationToken ct) =>
        api.PostAsync(
            $"documents/{id}/share", request, WireJson.Default.ShareRequest, WireJson.Default.ShareDto, ct);

    public Task<Answer<Nothing>> RevokeAsync(Guid id, Guid shareId, CancellationToken ct) =>
        api.DeleteAsync($"documents/{id}/shares/{shareId}", ct);

    public static string PageImage(Guid id, int version, int page, int width) =>
        $"api/v1/documents/{id}/pages/{page}.png?width={width}&v={version}";

    public static string Content(Guid id) => $"api/v1/documents/{id}/content";

    public static string Content(Guid id, int version) => $"api/v1/documents/{id}/versions/{version}/content";
}
