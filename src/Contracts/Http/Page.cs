namespace DigitalDocs.Contracts.Http;

/// <summary>A page of a list.</summary>
/// <param name="NextCursor">Opaque and signed; pass it as <c>?cursor=</c>. Null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
