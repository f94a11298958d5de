using System.Buffers;
using System.Security.Cryptography;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Reads an encrypted object from any position, opening only the segments it needs. The last segment is opened first:
/// that proves the length, whatever range is read afterwards.
/// </summary>
internal sealed class DecryptingStream : ReadableStream
{
    private readonly string _key;
    private readonly Stream _stored;
    private readonly SegmentCipher _cipher;
    private readonly long _length;
    private readonly long _lastIndex;
    private readonly byte[] _storedSegment = ArrayPool<byte>.Shared.Rent(SegmentFormat.StoredSegmentSize);
    private readonly byte[] _segment = ArrayPool<byte>.Shared.Rent(SegmentFormat.SegmentSize);
    private long _loaded = -1;
    private long _position;
    private bool _disposed;

    private DecryptingStream(string key, Stream stored, SegmentCipher cipher, long length)
    {
        (_key, _stored, _cipher, _length) = (key, stored, cipher, length);
        _lastIndex = length == 0 ? 0 : (length - 1) / SegmentFormat.SegmentSize;
    }

    public override bool CanSeek => true;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <summary>Takes over both the stored stream and the cipher.</summary>
    public static async Task<DecryptingStream> OpenAsync(
        string key, Stream stored, SegmentCipher cipher, CancellationToken ct)
    {
        if (SegmentFormat.PlainLength(stored.Length) is not { } length)
        {
            cipher.Dispose();
            throw new BlobCorruptException(key, "it has a length that no object has");
        }

        var stream = new DecryptingStream(key, stored, cipher, length);
        try
        {
            await stream.LoadAsync(stream._lastIndex, ct);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= _length || buffer.IsEmpty)
        {
            return 0;
        }

        var (index, size) = Segment(_position);
        if (index != _loaded)
        {
            var stored = _storedSegment.AsSpan(0, size + SegmentFormat.TagSize);
            MoveTo(index);
            if (_stored.ReadAtLeast(stored, stored.Length, throwOnEndOfStream: false) < stored.Length)
            {
                throw Truncated();
            }

            if (Whole(size, buffer.Length))
            {
                OpenSegment(index, size, buffer);
                return Advance(size);
            }

            OpenSegment(index, size, _segment);
            _loaded = index;
        }

        return CopyLoaded(size, buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= _length || buffer.IsEmpty)
        {
            return 0;
        }

        var (index, size) = Segment(_position);
        if (index != _loaded)
        {
            if (Whole(size, buffer.Length))
            {
                await FetchAsync(index, size, cancellationToken);
                OpenSegment(index, size, buffer.Span);
                return Advance(size);
            }

            await LoadAsync(index, cancellationToken);
        }

        return CopyLoaded(size, buffer.Span);
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => _length,
    };

    public override async ValueTask DisposeAsync()
    {
        await _stored.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            ArrayPool<byte>.Shared.Return(_segment, clearArray: true);
            ArrayPool<byte>.Shared.Return(_storedSegment);
            _cipher.Dispose();
            _stored.Dispose();
        }

        base.Dispose(disposing);
    }

    private (long Index, int Size) Segment(long position)
    {
        var index = position / SegmentFormat.SegmentSize;
        return (index, SizeOf(index));
    }

    private int SizeOf(long index) =>
        index < _lastIndex ? SegmentFormat.SegmentSize : (int)(_length - (_lastIndex * SegmentFormat.SegmentSize));

    // From the start of a segment into a buffer that holds all of it: opened right there, without a copy.
    private bool Whole(int size, int room) => _position % SegmentFormat.SegmentSize == 0 && room >= size;

    private async ValueTask LoadAsync(long index, CancellationToken ct)
    {
        var size = SizeOf(index);
        await FetchAsync(index, size, ct);
        OpenSegment(index, size, _segment);
        _loaded = index;
    }

    private async ValueTask FetchAsync(long index, int size, CancellationToken ct)
    {
        var stored = _storedSegment.AsMemory(0, size + SegmentFormat.TagSize);
        MoveTo(index);
        if (await _stored.ReadAtLeastAsync(stored, stored.Length, throwOnEndOfStream: false, ct) < stored.Length)
        {
            throw Truncated();
        }
    }

    private void MoveTo(long index)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _stored.Position = SegmentFormat.HeaderSize + (index * SegmentFormat.StoredSegmentSize);
    }

    private void OpenSegment(long index, int size, Span<byte> plain)
    {
        try
        {
            _cipher.Open(
                index, index == _lastIndex, _storedSegment.AsSpan(0, size + SegmentFormat.TagSize), plain[..size]);
        }
        catch (CryptographicException e)
        {
            _loaded = -1;
            throw new BlobCorruptException(_key, $"segment {index} was altered", e);
        }
    }

    private int CopyLoaded(int size, Span<byte> buffer)
    {
        var offset = (int)(_position % SegmentFormat.SegmentSize);
        var count = Math.Min(size - offset, buffer.Length);
        _segment.AsSpan(offset, count).CopyTo(buffer);
        return Advance(count);
    }

    private int Advance(int count)
    {
        _position += count;
        return count;
    }

    private BlobCorruptException Truncated() => new(_key, "it ends too early");
}
