namespace DigitalDocs.Contracts.Http;

/// <summary>RFC 9457 problem details as this API sends them (<c>application/problem+json</c>).</summary>
/// <param name="Code">Stable, documented in <c>docs/errors.md</c>, snake_case.</param>
/// <param name="Errors">Field → messages, for validation.</param>
public sealed record Problem(
    string? Type,
    string? Title,
    int? Status,
    string? Detail,
    string? Instance,
    string? Code,
    string? TraceId,
    IReadOnlyDictionary<string, string[]>? Errors);
