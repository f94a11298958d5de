using DigitalDocs.Contracts.Http;

namespace DigitalDocs.Contracts.Storage;

/// <summary>A resumable upload and what became of it.</summary>
/// <param name="Kind"><c>single</c>, <c>partial</c> or <c>final</c>.</param>
/// <param name="Name">Null for a partial upload that names none.</param>
/// <param name="Length">Null until the sender has told it.</param>
/// <param name="Offset">Bytes that are safe; sending goes on from here.</param>
/// <param name="Status">
/// <c>open</c>, <c>whole</c> (a partial one that waits to be joined), <c>joined</c>, <c>received</c> (every byte is safe,
/// the document is being made), <c>done</c>, <c>refused</c>, <c>expired</c>, <c>terminated</c>.
/// </param>
/// <param name="ExpiresAt">When it is given up unless more arrives; null once it is whole.</param>
/// <param name="DocumentId">The document that came of it, or that was there already.</param>
/// <param name="DuplicateOf">The document with the same bytes, when there was one.</param>
/// <param name="Problem">Why the file was refused.</param>
public sealed record UploadDto(
    Guid Id,
    string Kind,
    string? Name,
    long? Length,
    long Offset,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    Guid? DocumentId,
    Guid? DuplicateOf,
    string? Sha256,
    Problem? Problem);

/// <summary>The bytes of a whole upload: an object of the blob store that says in which other objects they lie.</summary>
public sealed record UploadManifest(IReadOnlyList<UploadPart> Parts);

/// <summary>A piece of an upload, in the order in which the pieces make the file.</summary>
public sealed record UploadPart(string Blob, long Length);
