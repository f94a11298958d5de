namespace DigitalDocs.Platform.Blobs;

/// <summary>A stored object is not what was put there; callers answer 502 <c>content_corrupt</c>.</summary>
public sealed class BlobCorruptException(string key, string reason, Exception? inner = null)
    : Exception($"The stored object '{key}' is damaged: {reason}.", inner)
{
    public string Key { get; } = key;
}

/// <summary>The store has no room left; callers answer 507 <c>store_full</c>.</summary>
public sealed class StoreFullException(Exception? inner = null)
    : Exception("The store has no room left.", inner);

/// <summary>Content is not what its sender declared; callers answer 422 <c>hash_mismatch</c>.</summary>
public sealed class BlobHashMismatchException(string expected, string actual)
    : Exception($"The content has the SHA-256 {actual}, but {expected} was declared.")
{
    public string Expected { get; } = expected;

    public string Actual { get; } = actual;
}
