namespace DigitalDocs.Platform.Blobs;

/// <summary>The rules of keys: what every store can hold and no file system can misread.</summary>
public static class BlobKey
{
    private const int MaxLength = 512;
    private const int MaxSegment = 128;

    /// <summary>Folder of one version of a document: <c>{agency}/documents/{document}/v{version}</c>.</summary>
    public static string DocumentVersion(Guid agency, Guid document, int version) =>
        $"{agency}/documents/{document}/v{version}";

    /// <summary>The agency that owns the object: its first segment.</summary>
    /// <exception cref="ArgumentException">The key does not begin with an agency.</exception>
    public static Guid Agency(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var end = key.IndexOf('/', StringComparison.Ordinal);
        var first = end < 0 ? key : key[..end];
        return Guid.TryParseExact(first, "D", out var agency) && agency.ToString() == first
            ? agency
            : throw new ArgumentException("The first segment of a blob key is the agency's id in lower case.", nameof(key));
    }

    internal static void Check(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length is 0 or > MaxLength)
        {
            throw new ArgumentException($"A blob key has 1 to {MaxLength} characters.", nameof(key));
        }

        foreach (var range in key.AsSpan().Split('/'))
        {
            if (!IsSegment(key.AsSpan(range)))
            {
                throw new ArgumentException("A blob key has unsafe segments.", nameof(key));
            }
        }
    }

    // A prefix may end anywhere, so only what could climb out of the store is refused.
    internal static void CheckPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var whole = prefix.LastIndexOf('/');
        if (whole >= 0)
        {
            Check(prefix[..whole]);
        }

        if (prefix.AsSpan(whole + 1).ContainsAnyExcept(Allowed))
        {
            throw new ArgumentException("A blob prefix has unsafe characters.", nameof(prefix));
        }
    }

    // A leading dot is kept for the store's own files, and rules out "." and ".." as well.
    private static bool IsSegment(ReadOnlySpan<char> segment) =>
        segment.Length is > 0 and <= MaxSegment && segment[0] != '.' && !segment.ContainsAnyExcept(Allowed);

    private static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
}
