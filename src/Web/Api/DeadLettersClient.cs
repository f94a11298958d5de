using System.Text.Json;
using DigitalDocs.Contracts.Messaging;

namespace DigitalDocs.Web.Api;

public sealed class DeadLettersClient(ApiClient api)
{
    private const string Path = "dead-letters";

    public Task<Answer<DeadLetterCounts>> CountAsync(CancellationToken ct) =>
        api.GetAsync($"{Path}/counts", WireJson.Default.DeadLetterCounts, ct);

    public Task<Answer<DeadLetterPage>> ListAsync(
        DeadLetterQuery wanted, int limit, string? cursor, CancellationToken ct)
    {
        var query = new Query().Add("state", wanted.State).Add("service", wanted.Service).Add("handler", wanted.Handler)
            .Add("type", wanted.Type).Add("subject", wanted.Subject?.Trim()).Add("from", wanted.From).Add("to", wanted.To)
            .Add("limit", limit.ToString()).Add("cursor", cursor);
        return api.GetAsync($"{Path}{query}", WireJson.Default.DeadLetterPage, ct);
    }

    public Task<Answer<DeadLetterDto>> GetAsync(string service, Guid id, CancellationToken ct) =>
        api.GetAsync($"{Path}/{Uri.EscapeDataString(service)}/{id}", WireJson.Default.DeadLetterDto, ct);

    /// <param name="payload">The corrected one; null keeps what is there.</param>
    public Task<Answer<DeadLetterItem>> ReplayAsync(
        DeadLetterItem letter, JsonElement? payload, string? etag, CancellationToken ct) =>
        api.PostAsync(
            $"{Path}/{letter.Service}/{letter.Id}/replay",
            new ReplayDeadLetterRequest(payload),
            WireJson.Default.ReplayDeadLetterRequest,
            WireJson.Default.DeadLetterItem,
            etag,
            ct);

    public Task<Answer<DeadLetterItem>> DiscardAsync(DeadLetterItem letter, string reason, string? etag, CancellationToken ct) =>
        api.PostAsync(
            $"{Path}/{letter.Service}/{letter.Id}/discard",
            new DiscardDeadLetterRequest(reason),
            WireJson.Default.DiscardDeadLetterRequest,
            WireJson.Default.DeadLetterItem,
            etag,
            ct);

    public Task<Answer<DeadLetterReplayDto>> ReplayAllAsync(DeadLetterCount group, CancellationToken ct) =>
        api.PostAsync(
            $"{Path}/{group.Service}/replay",
            new ReplayDeadLettersRequest(group.Handler, group.Type),
            WireJson.Default.ReplayDeadLettersRequest,
            WireJson.Default.DeadLetterReplayDto,
            ct);
}

/// <summary>What the list is narrowed to.</summary>
/// <param name="From">A day, or empty.</param>
/// <param name="To">A day, or empty.</param>
public sealed record DeadLetterQuery(
    string? State = "dead", string? Service = null, string? Handler = null, string? Type = null, string? Subject = null,
    string? From = null, string? To = null);
