using System.Net;
using System.Net.Http.Headers;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>Pseudo-random bytes of any length that need no disk: the same at every place every time.</summary>
internal sealed class GeneratedFile(int seed, long length) : Stream
{
    private const int Block = 1 << 20;
    private readonly byte[] _block = new byte[Block];
    private long _loaded = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, Math.Min(length - Position, Block - (Position % Block)));
        if (count <= 0)
        {
            return 0;
        }

        var index = Position / Block;
        if (index != _loaded)
        {
            new Random(HashCode(index)).NextBytes(_block);
            _loaded = index;
        }

        _block.AsSpan((int)(Position % Block), count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int HashCode(long index) => unchecked((seed * 397) ^ (int)index);
}

/// <summary>A body that ends in trouble after some bytes.</summary>
internal sealed class InterruptedContent : HttpContent
{
    private readonly Stream _bytes;
    private readonly long _size;
    private readonly long _after;
    private readonly Func<Task> _interrupt;

    public InterruptedContent(Stream bytes, long size, long after, Func<Task> interrupt)
    {
        (_bytes, _size, _after, _interrupt) = (bytes, size, after, interrupt);
        Headers.ContentType = new MediaTypeHeaderValue(TusClient.ChunkType);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var buffer = new byte[256 * 1024];
        for (var left = _after; left > 0;)
        {
            var read = await _bytes.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)));
            await stream.WriteAsync(buffer.AsMemory(0, read));
            left -= read;
        }

        await stream.FlushAsync();
        await _interrupt();
        throw new IOException("The line is cut.");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _size;
        return true;
    }
}

/// <summary>Watches how much memory the servers hold, the largest of them counts.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource _end = new();
    private Task _watching = Task.CompletedTask;
    private volatile int[] _processes = [];
    private long _peak;

    /// <summary>The most that one process held at any time: what Linux noted, not only what was seen when looking.</summary>
    public long Peak => Interlocked.Read(ref _peak);

    public static MemoryWatch Start(Installation installation)
    {
        var watch = new MemoryWatch();
        watch.Follow(installation);
        watch._watching = watch.RunAsync();
        return watch;
    }

    /// <summary>The installation has new processes.</summary>
    public void Follow(Installation installation) => _processes = [.. installation.Processes.Select(process => process.Id)];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            foreach (var process in _processes)
            {
                Interlocked.Exchange(ref _peak, Math.Max(Peak, ProcessTree.PeakResidentBytes(process)));
            }

            await Task.WhenAny(Task.Delay(Pause, _end.Token));
        }
    }
}
