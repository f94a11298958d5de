using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using DigitalDocs.Platform.Data;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// One object that goes in parts, some of them at once. Whatever breaks it, the parts are removed again; where even that
/// fails, the periodic sweep does it.
/// </summary>
/// <param name="atOnce">Parts of all uploads of this process that may be on their way: what bounds the memory.</param>
internal sealed class S3Upload(S3Bucket bucket, string key, SemaphoreSlim atOnce)
{
    private const int PartsOfOneSize = 1500;
    private const int LargestGrowth = 6;
    private const string Mark = "x-amz-meta-upload";

    private static readonly TimeSpan AbortTime = TimeSpan.FromSeconds(10);

    private readonly string _path = bucket.Path(key);
    private readonly string _mark = Guid.CreateVersion7().ToString("N");
    private readonly List<Task<PartETag>> _parts = [];
    private string _id = "";
    private long _length;

    /// <param name="first">Filled; disposed here.</param>
    /// <param name="rest">What follows it.</param>
    /// <param name="ct">Cancels, until the last part is there.</param>
    public async Task RunAsync(PartBuffer first, Stream rest, CancellationToken ct)
    {
        try
        {
            await BeginAsync(ct);
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }

        using var broken = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await SendAsync(first, broken);
            while (true)
            {
                var part = new PartBuffer();
                var ended = await FillAsync(part, rest, broken.Token);
                await SendAsync(part, broken);
                if (ended)
                {
                    break;
                }
            }

            var parts = await Task.WhenAll(_parts);
            ct.ThrowIfCancellationRequested();
            await CompleteAsync([.. parts]);
        }
        catch
        {
            await broken.CancelAsync();
            await AbortAsync();
            throw;
        }
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = bucket.Name,
            Key = _path,
            ChecksumAlgorithm = ChecksumAlgorithm.CRC32C,
            ContentType = "application/octet-stream",
        };
        request.Metadata.Add(Mark, _mark);
        _id = (await bucket.CallAsync((s3, token) => s3.InitiateMultipartUploadAsync(request, token), 0, ct)).UploadId;
    }

    private async Task<bool> FillAsync(PartBuffer part, Stream rest, CancellationToken ct)
    {
        try
        {
            // A server takes ten thousand parts: very large objects get larger ones.
            var size = (long)bucket.Options.PartSize << Math.Min(_parts.Count / PartsOfOneSize, LargestGrowth);
            return await part.FillAsync(rest, (int)Math.Min(size, 512 << 20), ct);
        }
        catch
        {
            await part.DisposeAsync();
            await FirstFailureAsync();
            throw;
        }
    }

    // A part that failed is the reason, and not that the others were cancelled because of it.
    private async Task FirstFailureAsync()
    {
        if (_parts.Find(part => part.IsFaulted) is { } failed)
        {
            await failed;
        }
    }

    private async Task SendAsync(PartBuffer part, CancellationTokenSource broken)
    {
        try
        {
            await atOnce.WaitAsync(broken.Token);
        }
        catch
        {
            await part.DisposeAsync();
            await FirstFailureAsync();
            throw;
        }

        if (part.Length == 0)
        {
            atOnce.Release();
            await part.DisposeAsync();
            return;
        }

        _length += part.Length;
        _parts.Add(SendAsync(_parts.Count + 1, part, broken));
    }

    private async Task<PartETag> SendAsync(int number, PartBuffer part, CancellationTokenSource broken)
    {
        try
        {
            var sent = await bucket.CallAsync((s3, token) => s3.UploadPartAsync(Request(number, part), token), part.Length, broken.Token);
            return new PartETag(number, sent.ETag) { ChecksumCRC32C = part.Checksum };
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
        finally
        {
            atOnce.Release();
            await part.DisposeAsync();
        }
    }

    private UploadPartRequest Request(int number, PartBuffer part)
    {
        part.Position = 0;
        return new UploadPartRequest
        {
            BucketName = bucket.Name,
            Key = _path,
            UploadId = _id,
            PartNumber = number,
            InputStream = part,
            PartSize = part.Length,
            UseChunkEncoding = false,
            ChecksumCRC32C = part.Checksum,
        };
    }

    // From here on the object may appear: no longer cancelled.
    private async Task CompleteAsync(List<PartETag> parts)
    {
        try
        {
            await bucket.CallAsync(
                (s3, token) => s3.CompleteMultipartUploadAsync(
                    new CompleteMultipartUploadRequest
                    {
                        BucketName = bucket.Name,
                        Key = _path,
                        UploadId = _id,
                        PartETags = parts,
                    },
                    token),
                _length / 16,
                CancellationToken.None);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            // An attempt whose answer was lost may have completed it: then the object carries our mark.
            if ((await HeadAsync())?.Metadata[Mark] != _mark)
            {
                throw new StoreUnavailableException("blobs", e);
            }
        }

        // Another mark: another writer has replaced it already.
        if (await HeadAsync() is { } there && there.Metadata[Mark] == _mark && there.ContentLength != _length)
        {
            throw new StoreUnavailableException("blobs", new IOException("The server completed an object of another length."));
        }
    }

    private async Task<GetObjectMetadataResponse?> HeadAsync()
    {
        try
        {
            return await bucket.CallAsync(
                (s3, token) => s3.GetObjectMetadataAsync(bucket.Name, _path, token), 0, CancellationToken.None);
        }
        catch (AmazonS3Exception e) when (S3Failures.IsAbsent(e))
        {
            return null;
        }
    }

    private async Task AbortAsync()
    {
        await ((Task)Task.WhenAll(_parts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var limit = new CancellationTokenSource(AbortTime);
        try
        {
            await bucket.CallAsync(
                (s3, token) => s3.AbortMultipartUploadAsync(bucket.Name, _path, _id, token), 0, limit.Token);
        }
        catch (Exception e) when (e is StoreUnavailableException or AmazonS3Exception or OperationCanceledException)
        {
            // The reason why it broke is what the caller must hear; the sweep removes the parts later.
        }
    }
}
