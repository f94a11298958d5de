using System.Buffers;
using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Storage.Resumable.Protocol;

/// <summary>
/// One piece of a request's body on its way into the store. It ends at its size, after its time on a slow line, with the
/// body, and also where the connection breaks: what came until then is worth keeping.
/// </summary>
internal sealed class PieceContent(
    Stream body, long most, TimeSpan longest, TimeProvider clock, ChunkChecksum? checksum, CancellationToken cut) : PassingStream
{
    private const int FirstRead = 64 * 1024;
    private readonly byte[] _first = ArrayPool<byte>.Shared.Rent(FirstRead);
    private readonly long _begun = clock.GetTimestamp();
    private ReadOnlyMemory<byte> _waiting;
    private bool _disposed;

    /// <summary>The body has been read to its end.</summary>
    public bool Ended { get; private set; }

    /// <summary>The connection broke, or the server is stopping.</summary>
    public bool Cut { get; private set; }

    private long Count { get; set; }

    /// <summary>Waits for the first bytes.</summary>
    /// <returns>False when none will come: then there is no piece.</returns>
    public async Task<bool> BeginAsync()
    {
        var read = await TakeAsync(_first.AsMemory(0, (int)Math.Min(_first.Length, most)));
        _waiting = _first.AsMemory(0, read);
        return read > 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_waiting.IsEmpty)
        {
            var count = Math.Min(buffer.Length, _waiting.Length);
            _waiting[..count].CopyTo(buffer);
            _waiting = _waiting[count..];
            return count;
        }

        return Ended || Cut || Count >= most || clock.GetElapsedTime(_begun) > longest
            ? 0
            : await TakeAsync(buffer[..(int)Math.Min(buffer.Length, most - Count)]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            ArrayPool<byte>.Shared.Return(_first, clearArray: true);
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> TakeAsync(Memory<byte> buffer)
    {
        int read;
        try
        {
            read = await body.ReadAsync(buffer, cut);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            Cut = true;
            return 0;
        }

        Ended = read == 0;
        Count += read;
        checksum?.Append(buffer.Span[..read]);
        return read;
    }
}
