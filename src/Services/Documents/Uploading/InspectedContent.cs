using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Documents;

/// <summary>
/// A file on its way into the store: counts it, stops it at the cap, and keeps its beginning so that its kind can be
/// told without reading it again. Errors of the sender are marked, so that they are not taken for errors of the store.
/// </summary>
internal sealed class InspectedContent(Stream inner, long cap) : PassingStream
{
    private const int HeadSize = 4096;
    private readonly byte[] _head = new byte[HeadSize];
    private int _headLength;

    public long Count { get; private set; }

    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headLength);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new BrokenUploadException(exception);
        }

        Count += read;
        if (Count > cap)
        {
            throw new FileTooLargeException();
        }

        var kept = Math.Min(read, HeadSize - _headLength);
        if (kept > 0)
        {
            buffer.Span[..kept].CopyTo(_head.AsSpan(_headLength));
            _headLength += kept;
        }

        return read;
    }
}

/// <summary>The sender stopped or sent something that is no upload.</summary>
internal sealed class BrokenUploadException(Exception inner) : Exception("The upload cannot be read to its end.", inner);

/// <summary>A file is larger than the cap.</summary>
internal sealed class FileTooLargeException() : Exception("The file is larger than is accepted.");
