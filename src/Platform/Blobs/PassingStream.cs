namespace DigitalDocs.Platform.Blobs;

/// <summary>Content on its way: read once, from its beginning, asynchronously; its length is not known.</summary>
public abstract class PassingStream : ReadableStream
{
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Content is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
}
