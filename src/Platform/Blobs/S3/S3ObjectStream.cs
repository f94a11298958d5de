using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using DigitalDocs.Platform.Data;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Reads an object by ranges: its beginning, which for most objects is all of it, is fetched on opening and kept; the
/// rest comes in windows that grow while reading goes straight on. A connection that breaks is made again where it
/// broke. Every request names the version that was opened, so that bytes of two objects never mix.
/// </summary>
internal sealed class S3ObjectStream : ReadableStream
{
    private const int HeadSize = 256 * 1024;
    private const long LargestWindow = 64L << 20;
    private const int LargestSkip = 64 * 1024;

    private readonly S3Bucket _bucket;
    private readonly string _path;
    private readonly string _etag;
    private readonly string? _version;
    private readonly byte[] _head;
    private GetObjectResponse? _window;
    private Stream _body = Null;
    private long _bodyAt;
    private long _bodyEnd;
    private long _nextWindow = HeadSize;
    private long _position;

    private S3ObjectStream(S3Bucket bucket, string path, GetObjectResponse first, byte[] head, long length)
    {
        (_bucket, _path, _head, Length) = (bucket, path, head, length);
        _etag = first.ETag;
        _version = first.VersionId is { Length: > 0 } version and not "null" ? version : null;
    }

    public override bool CanSeek => true;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <returns>Null when there is no such object.</returns>
    public static async Task<S3ObjectStream?> OpenAsync(S3Bucket bucket, string path, CancellationToken ct)
    {
        try
        {
            return await bucket.CallAsync(
                async (s3, token) =>
                {
                    using var first = await s3.GetObjectAsync(
                        new GetObjectRequest
                        {
                            BucketName = bucket.Name,
                            Key = path,
                            ByteRange = new ByteRange(0, HeadSize - 1),
                        },
                        token);
                    var head = new byte[first.ContentLength];
                    await first.ResponseStream.ReadExactlyAsync(head, token);
                    return new S3ObjectStream(bucket, path, first, head, TotalLength(first));
                },
                HeadSize,
                ct);
        }
        catch (AmazonS3Exception e) when (S3Failures.IsAbsent(e))
        {
            return null;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return new S3ObjectStream(bucket, path, new GetObjectResponse(), [], 0); // No range of an empty object is one.
        }
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override int Read(Span<byte> buffer)
    {
        var copy = new byte[buffer.Length];
        var read = Read(copy, 0, copy.Length);
        copy.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        int read;
        if (_position < _head.Length)
        {
            read = (int)Math.Min(buffer.Length, _head.Length - _position);
            _head.AsMemory((int)_position, read).CopyTo(buffer);
        }
        else
        {
            read = await ReadBodyAsync(buffer, cancellationToken);
        }

        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => Length,
    };

    protected override void Dispose(bool disposing)
    {
        CloseWindow();
        base.Dispose(disposing);
    }

    private static long TotalLength(GetObjectResponse response)
    {
        var range = response.ContentRange ?? "";
        var total = range[(range.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return long.TryParse(total, System.Globalization.CultureInfo.InvariantCulture, out var length)
            ? length
            : response.ContentLength;
    }

    private async ValueTask<int> ReadBodyAsync(Memory<byte> buffer, CancellationToken ct)
    {
        for (var broken = 0; ; broken++)
        {
            await MoveAsync(ct);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(_bucket.Options.Timeout);
            try
            {
                var room = (int)Math.Min(buffer.Length, _bodyEnd - _bodyAt);
                var read = await _body.ReadAsync(buffer[..room], limit.Token);
                if (read == 0)
                {
                    throw new IOException("The answer ended before its range.");
                }

                _bodyAt += read;
                return read;
            }
            catch (Exception e) when (!ct.IsCancellationRequested
                && (e is OperationCanceledException or IOException or HttpRequestException))
            {
                CloseWindow();
                if (broken >= _bucket.Options.Retries)
                {
                    throw new StoreUnavailableException("blobs", e);
                }
            }
        }
    }

    // Small steps ahead are read over: cheaper than another request.
    private async Task MoveAsync(CancellationToken ct)
    {
        var ahead = _position - _bodyAt;
        if (_window is not null && ahead is > 0 and <= LargestSkip && _position < _bodyEnd)
        {
            await SkipAsync((int)ahead, ct);
        }

        if (_window is not null && _position == _bodyAt && _bodyAt < _bodyEnd)
        {
            return;
        }

        var straight = _window is not null && _position == _bodyEnd;
        CloseWindow();
        _nextWindow = straight ? Math.Min(_nextWindow * 4, LargestWindow) : HeadSize;
        await OpenWindowAsync(_position, Math.Min(Length, _position + _nextWindow), ct);
    }

    private async Task SkipAsync(int count, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_bucket.Options.Timeout);
        try
        {
            await _body.ReadExactlyAsync(new byte[count], limit.Token);
            _bodyAt += count;
        }
        catch (Exception e) when (!ct.IsCancellationRequested
            && (e is OperationCanceledException or IOException or HttpRequestException))
        {
            CloseWindow();
        }
    }

    private async Task OpenWindowAsync(long from, long end, CancellationToken ct)
    {
        var request = new GetObjectRequest
        {
            BucketName = _bucket.Name,
            Key = _path,
            ByteRange = new ByteRange(from, end - 1),
            VersionId = _version,
            EtagToMatch = _version is null ? _etag : null,
        };
        try
        {
            _window = await _bucket.CallAsync((s3, token) => s3.GetObjectAsync(request, token), 0, ct);
        }
        catch (AmazonS3Exception e)
        {
            throw new StoreUnavailableException("blobs", new IOException("The object was replaced or removed while it was read.", e));
        }

        (_body, _bodyAt, _bodyEnd) = (_window.ResponseStream, from, end);
    }

    private void CloseWindow()
    {
        _window?.Dispose();
        _window = null;
        _body = Null;
    }
}
