using System.Text.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Gateway.Streaming;

/// <summary>A message of the live stream, with what decides who may see it.</summary>
internal sealed class StreamEntry : IAgencyOwned
{
    public long Seq { get; init; }

    public Guid AgencyId { get; set; }

    public required Guid DocumentId { get; init; }

    public required Guid GrantSetId { get; init; }

    public required Guid OwnerId { get; init; }

    public required string Type { get; init; }

    public required string Data { get; init; }

    public required DateTimeOffset At { get; init; }

    public static StreamEntry Of(
        string type, DocumentState document, DateTimeOffset now, int? pagesDone = null, int? pageCount = null) => new()
        {
            AgencyId = document.AgencyId,
            DocumentId = document.Id,
            GrantSetId = document.GrantSetId,
            OwnerId = document.OwnerId,
            Type = type,
            At = now,
            Data = JsonSerializer.Serialize(
                new StreamMessage(
                    type,
                    document.Id,
                    document.TransactionId,
                    document.Name,
                    document.Status,
                    document.StatusReason,
                    document.ClassCode,
                    pagesDone,
                    pageCount ?? document.PageCount,
                    now),
                WireJson.Options),
        };
}
