namespace DigitalDocs.Contracts.Documents;

/// <summary>What a sender says of a file before or besides its bytes.</summary>
/// <param name="Size">Bytes; null when the sender does not know yet.</param>
/// <param name="Class">A class code that a person decided.</param>
/// <param name="Sha256">64 hexadecimal digits; the file that arrives must have it.</param>
/// <param name="OnDuplicate"><c>link</c> (the default) or <c>keep</c>.</param>
public sealed record UploadIntent(
    string Name,
    long? Size = null,
    Guid? TransactionId = null,
    string? Class = null,
    IReadOnlyList<string>? Tags = null,
    string? Sha256 = null,
    string? OnDuplicate = null);

/// <summary>Such a file would be taken.</summary>
/// <param name="DuplicateOf">A document with the same bytes that the caller may see; known only when a hash was named.</param>
public sealed record UploadCheck(Guid? DuplicateOf);
