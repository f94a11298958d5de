using System.Buffers;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// One part on its way to the server: filled from content, then read as often as attempts need. Grows by rented chunks,
/// so that a thousand small uploads at once hold what they brought and not a thousand whole parts.
/// </summary>
internal sealed class PartBuffer : ReadableStream
{
    private const int ChunkSize = 128 * 1024;

    private readonly List<byte[]> _chunks = [];
    private Crc32C _checksum = new();
    private long _length;
    private long _position;

    public override bool CanSeek => true;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    /// <summary>CRC32C of all that was filled in, as S3 writes it.</summary>
    public string Checksum => _checksum.ToBase64();

    /// <summary>Reads content until it ends or the part is full.</summary>
    /// <returns>True when the content has ended.</returns>
    public async Task<bool> FillAsync(Stream content, int size, CancellationToken ct)
    {
        while (_length < size)
        {
            var at = (int)(_length % ChunkSize);
            if (at == 0 && _length == (long)_chunks.Count * ChunkSize)
            {
                _chunks.Add(ArrayPool<byte>.Shared.Rent(ChunkSize));
            }

            var room = (int)Math.Min(ChunkSize - at, size - _length);
            var read = await content.ReadAsync(_chunks[^1].AsMemory(at, room), ct);
            if (read == 0)
            {
                return true;
            }

            _checksum.Append(_chunks[^1].AsSpan(at, read));
            _length += read;
        }

        return false;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= _length)
        {
            return 0;
        }

        var at = (int)(_position % ChunkSize);
        var count = (int)Math.Min(Math.Min(ChunkSize - at, _length - _position), buffer.Length);
        _chunks[(int)(_position / ChunkSize)].AsSpan(at, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : ValueTask.FromResult(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => _length,
    };

    protected override void Dispose(bool disposing)
    {
        foreach (var chunk in _chunks)
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        _chunks.Clear();
        _length = 0;
        base.Dispose(disposing);
    }
}
