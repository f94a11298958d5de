using DigitalDocs.Contracts.Ai;
using DigitalDocs.Platform.Data;

namespace DigitalDocs.Ai;

/// <summary>One row of the ledger. It holds hashes and ids, never what stood in the document.</summary>
internal sealed class AiCall : IAgencyOwned
{
    public Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Purpose { get; init; }

    public Guid? DocumentId { get; init; }

    public int? Version { get; init; }

    public required string TextSha256 { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public int Milliseconds { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public required string Outcome { get; init; }

    public AiCallDto ToDto() => new(
        Id, At, Actor, Purpose, DocumentId, Version, TextSha256, Provider, Model, Milliseconds, InputTokens, OutputTokens, Outcome);
}
