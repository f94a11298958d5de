namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Content on its way into a store that measures itself while it is read, so that a decorator that rewrites the bytes
/// can say what the original was without the store hashing a second time.
/// </summary>
internal abstract class MeasuredContent : Stream
{
    /// <summary>Valid once the content has been read to its end.</summary>
    public abstract BlobReceipt Receipt { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static MeasuredContent Of(Stream content, string? expectedSha256) =>
        content as MeasuredContent ?? new HashingContent(content, expectedSha256);

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Content is stored asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
