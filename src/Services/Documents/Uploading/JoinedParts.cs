using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Documents;

/// <summary>Objects of the blob store read one after the other as one file, holding no more than one open at a time.</summary>
internal sealed class JoinedParts(IBlobStore blobs, IReadOnlyList<UploadPart> parts) : Stream
{
    private Stream? _current;
    private int _next;
    private long _left;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="BlobCorruptException">A part is missing, damaged, or of another length than was noted.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_current is null)
            {
                if (_next == parts.Count)
                {
                    return 0;
                }

                await OpenAsync(parts[_next++], cancellationToken);
            }

            var read = await _current!.ReadAsync(buffer, cancellationToken);
            if (read > 0)
            {
                _left -= read;
                return read;
            }

            if (_left != 0)
            {
                throw new BlobCorruptException(parts[_next - 1].Blob, "it is not as long as was noted");
            }

            await _current.DisposeAsync();
            _current = null;
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Parts are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task OpenAsync(UploadPart part, CancellationToken ct)
    {
        _current = await blobs.OpenReadAsync(part.Blob, ct)
            ?? throw new BlobCorruptException(part.Blob, "it is missing");
        _left = part.Length;
    }
}
