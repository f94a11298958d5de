using System.Buffers;

namespace DigitalDocs.Platform.Blobs;

/// <summary>Turns content into an encrypted object while a store reads it.</summary>
internal sealed class EncryptingContent(MeasuredContent plain, SegmentCipher cipher, byte[] header) : MeasuredContent
{
    // One byte more than a segment: whether it comes tells whether the segment is the last.
    private readonly byte[] _plain = ArrayPool<byte>.Shared.Rent(SegmentFormat.SegmentSize + 1);
    private readonly byte[] _stored = ArrayPool<byte>.Shared.Rent(SegmentFormat.StoredSegmentSize);
    private ReadOnlyMemory<byte> _ready = header;
    private int _carried;
    private long _index;
    private bool _ended;

    public override BlobReceipt Receipt => plain.Receipt;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ready.IsEmpty && !_ended)
        {
            await SealNextAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _ready.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            ArrayPool<byte>.Shared.Return(_plain, clearArray: true);
            ArrayPool<byte>.Shared.Return(_stored);
            cipher.Dispose();
            plain.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool _disposed;

    private async ValueTask SealNextAsync(CancellationToken ct)
    {
        var wanted = _plain.AsMemory(_carried, SegmentFormat.SegmentSize + 1 - _carried);
        var filled = _carried + await plain.ReadAtLeastAsync(wanted, wanted.Length, throwOnEndOfStream: false, ct);
        var last = filled <= SegmentFormat.SegmentSize;
        var size = last ? filled : SegmentFormat.SegmentSize;

        cipher.Seal(_index++, last, _plain.AsSpan(0, size), _stored);
        _ready = _stored.AsMemory(0, size + SegmentFormat.TagSize);
        _ended = last;
        _carried = filled - size;
        _plain[0] = _plain[SegmentFormat.SegmentSize];
    }
}
