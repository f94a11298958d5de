using DigitalDocs.Platform.Data;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Reads the first copy; where that turns out to be damaged, the second is opened and reading goes on there at the same
/// place. Both are verified segment by segment, so that whatever is given out is what was stored.
/// </summary>
internal sealed class SecondChanceStream(string key, Stream first, BlobCopies copies) : ReadableStream
{
    private Stream _current = first;
    private bool _second;

    public override bool CanSeek => true;

    public override long Length => _current.Length;

    public override long Position
    {
        get => _current.Position;
        set => _current.Position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _current.ReadAsync(buffer, cancellationToken);
        }
        catch (BlobCorruptException damaged) when (!_second)
        {
            await TurnAsync(damaged, cancellationToken);
            return await _current.ReadAsync(buffer, cancellationToken);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => _current.Seek(offset, origin);

    public override async ValueTask DisposeAsync()
    {
        await _current.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task TurnAsync(BlobCorruptException damaged, CancellationToken ct)
    {
        copies.Suspect(key);
        Stream? other;
        try
        {
            other = await copies.OpenAsync(BlobCopy.Replica, key, ct);
        }
        catch (Exception e) when (e is StoreUnavailableException or BlobCorruptException)
        {
            throw damaged;
        }

        // Another length: a former object of this key, which must not be mixed with this one.
        if (other is null || other.Length != _current.Length)
        {
            if (other is not null)
            {
                await other.DisposeAsync();
            }

            throw damaged;
        }

        BlobTelemetry.ServedFromReplica();
        other.Position = _current.Position;
        await _current.DisposeAsync();
        (_current, _second) = (other, true);
    }
}
