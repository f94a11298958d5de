using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Documents;

/// <summary>Objects of the blob store read one after the other as one file, holding no more than one open at a time.</summary>
internal sealed class JoinedParts(IBlobStore blobs, IReadOnlyList<UploadPart> parts) : PassingStream
{
    private Stream? _current;
    private int _next;
    private long _left;

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
