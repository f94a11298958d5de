namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Content on its way into a store that measures itself while it is read, so that a decorator that rewrites the bytes
/// can say what the original was without the store hashing a second time.
/// </summary>
internal abstract class MeasuredContent : PassingStream
{
    /// <summary>Valid once the content has been read to its end.</summary>
    public abstract BlobReceipt Receipt { get; }

    public static MeasuredContent Of(Stream content, string? expectedSha256) =>
        content as MeasuredContent ?? new HashingContent(content, expectedSha256);
}
