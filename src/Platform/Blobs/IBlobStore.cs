namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Keeps files as whole objects under a key. Keys look like <c>{agencyId}/documents/{documentId}/v1/original</c>: the
/// agency is the first segment, segments are letters, digits, dot, dash and underscore (see <see cref="BlobKey"/>), and
/// no key is the folder of another. Every method refuses any other key with an <see cref="ArgumentException"/>.
/// Safe for many callers and many processes on the same store.
/// </summary>
public interface IBlobStore
{
    /// <summary>
    /// Stores everything that <paramref name="content"/> yields from where it stands; its length need not be known. The
    /// caller keeps the stream. The object appears at once and whole, replacing one that was there, and survives a
    /// crash of process and machine once this returns; whatever happens before, nothing or the former object is there.
    /// </summary>
    /// <param name="key">Where to store it.</param>
    /// <param name="content">The bytes; an error while reading it leaves the store unchanged and passes through.</param>
    /// <param name="expectedSha256">Hexadecimal; null when the sender named none.</param>
    /// <param name="ct">Cancelling leaves the store unchanged.</param>
    /// <returns>Length and SHA-256 of the content.</returns>
    /// <exception cref="BlobHashMismatchException">The content is not what was declared; nothing was stored.</exception>
    /// <exception cref="StoreFullException">No room is left; nothing was stored.</exception>
    Task<BlobReceipt> PutAsync(string key, Stream content, string? expectedSha256, CancellationToken ct);

    /// <summary>
    /// Opens an object for reading. The stream can seek, so that ranges are read without what lies before them; it goes
    /// on showing the object as it was when opened. The caller disposes it.
    /// </summary>
    /// <returns>Null when there is no such object.</returns>
    /// <exception cref="BlobCorruptException">
    /// The object is not what was stored: thrown here or by any later read of the stream, never after wrong bytes.
    /// </exception>
    Task<Stream?> OpenReadAsync(string key, CancellationToken ct);

    /// <summary>Length of the content; null when there is no such object.</summary>
    Task<long?> FindLengthAsync(string key, CancellationToken ct);

    /// <summary>Removes an object; removing what is not there is no error. Open readers may go on.</summary>
    Task DeleteAsync(string key, CancellationToken ct);

    /// <summary>
    /// Objects whose key begins with <paramref name="prefix"/> (empty: all), in ordinal order of their keys.
    /// </summary>
    /// <param name="prefix">Any beginning of a key, also in the middle of a segment.</param>
    /// <param name="after">Null, or <see cref="BlobPage.NextAfter"/> of the page before.</param>
    /// <param name="limit">How many at most, from 1.</param>
    /// <param name="ct">Cancels.</param>
    Task<BlobPage> ListAsync(string prefix, string? after, int limit, CancellationToken ct);
}

/// <summary>What was stored: the length and SHA-256 (lower-case hexadecimal) of the content as it was given.</summary>
public sealed record BlobReceipt(long Length, string Sha256);

/// <summary>An object in a listing.</summary>
public sealed record BlobItem(string Key, long Length, DateTimeOffset StoredAt);

/// <summary>A page of a listing.</summary>
/// <param name="Items">In ordinal order of their keys.</param>
/// <param name="NextAfter">Null on the last page.</param>
public sealed record BlobPage(IReadOnlyList<BlobItem> Items, string? NextAfter);
