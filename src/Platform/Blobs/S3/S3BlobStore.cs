using Amazon.S3;
using Amazon.S3.Model;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Objects in an S3 bucket: the key is the key. What fits a part is one request; the rest goes in parts and appears when
/// they are complete. The server verifies a CRC32C of every request that carries bytes.
/// </summary>
internal sealed class S3BlobStore : IBlobStore, IDisposable
{
    private readonly S3Bucket _bucket;
    private readonly S3Listing _listing;
    private readonly SemaphoreSlim _parts;

    public S3BlobStore(S3Options options, TimeProvider clock)
    {
        _bucket = new S3Bucket(options, clock);
        _listing = new S3Listing(_bucket);
        _parts = new SemaphoreSlim(options.PartsAtOnce, options.PartsAtOnce);
    }

    public S3Bucket Bucket => _bucket;

    public async Task<BlobReceipt> PutAsync(string key, Stream content, string? expectedSha256, CancellationToken ct)
    {
        BlobKey.Check(key);
        ArgumentNullException.ThrowIfNull(content);
        var measured = MeasuredContent.Of(content, expectedSha256);
        var first = new PartBuffer();
        try
        {
            if (await first.FillAsync(measured, _bucket.Options.PartSize, ct))
            {
                ct.ThrowIfCancellationRequested();
                await PutWholeAsync(key, first);
            }
            else
            {
                await new S3Upload(_bucket, key, _parts).RunAsync(first, measured, ct);
            }

            return measured.Receipt;
        }
        finally
        {
            await first.DisposeAsync();
            if (!ReferenceEquals(measured, content))
            {
                await measured.DisposeAsync();
            }
        }
    }

    public async Task<Stream?> OpenReadAsync(string key, CancellationToken ct)
    {
        BlobKey.Check(key);
        return await S3ObjectStream.OpenAsync(_bucket, _bucket.Path(key), ct);
    }

    public async Task<long?> FindLengthAsync(string key, CancellationToken ct)
    {
        BlobKey.Check(key);
        try
        {
            return await _bucket.CallAsync(
                async (s3, token) => (await s3.GetObjectMetadataAsync(_bucket.Name, _bucket.Path(key), token)).ContentLength,
                0,
                ct);
        }
        catch (AmazonS3Exception e) when (S3Failures.IsAbsent(e))
        {
            // The answer to a HEAD has no body that would tell a missing object from a missing bucket; a listing does.
            await CheckAsync(ct);
            return null;
        }
    }

    public async Task DeleteAsync(string key, CancellationToken ct)
    {
        BlobKey.Check(key);
        try
        {
            await _bucket.CallAsync((s3, token) => s3.DeleteObjectAsync(_bucket.Name, _bucket.Path(key), token), 0, ct);
        }
        catch (AmazonS3Exception e) when (S3Failures.IsAbsent(e))
        {
            // Not there: as wanted.
        }
    }

    public async Task<BlobPage> ListAsync(string prefix, string? after, int limit, CancellationToken ct)
    {
        BlobKey.CheckPrefix(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var found = new List<BlobItem>();
        await foreach (var item in _listing.ListAsync(prefix, after, limit + 1, ct))
        {
            found.Add(item);
            if (found.Count > limit)
            {
                break;
            }
        }

        return found.Count <= limit
            ? new BlobPage(found, null)
            : new BlobPage(found[..limit], found[limit - 1].Key);
    }

    /// <summary>Asks the server for one line of a listing: proves address, keys and bucket.</summary>
    public Task CheckAsync(CancellationToken ct) => _bucket.CallAsync(
        (s3, token) => s3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = _bucket.Name, Prefix = _bucket.Options.Prefix, MaxKeys = 1 }, token),
        0,
        ct);

    /// <summary>Removes parts of uploads that nobody has completed for long.</summary>
    /// <returns>How many uploads were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var before = _bucket.Clock.GetUtcNow() - _bucket.Options.AbortPartsAfter;
        var swept = 0;
        foreach (var upload in await UploadsAsync(ct))
        {
            if (upload.Initiated is { } begun && begun.ToUniversalTime() < before.UtcDateTime)
            {
                await _bucket.CallAsync(
                    (s3, token) => s3.AbortMultipartUploadAsync(_bucket.Name, upload.Key, upload.UploadId, token), 0, ct);
                swept++;
            }
        }

        return swept;
    }

    /// <summary>Uploads in parts that have begun and are neither completed nor removed.</summary>
    internal async Task<List<MultipartUpload>> UploadsAsync(CancellationToken ct)
    {
        var all = new List<MultipartUpload>();
        var request = new ListMultipartUploadsRequest { BucketName = _bucket.Name, Prefix = _bucket.Options.Prefix };
        ListMultipartUploadsResponse page;
        do
        {
            page = await _bucket.CallAsync((s3, token) => s3.ListMultipartUploadsAsync(request, token), 0, ct);
            all.AddRange(page.MultipartUploads ?? []);
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true && !string.IsNullOrEmpty(page.NextKeyMarker));
        return all;
    }

    public void Dispose()
    {
        _bucket.Dispose();
        _parts.Dispose();
    }

    // From here on the object may appear: no longer cancelled, so that what was cancelled is never there.
    private Task PutWholeAsync(string key, PartBuffer content) => _bucket.CallAsync(
        (s3, token) =>
        {
            content.Position = 0;
            return s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = _bucket.Name,
                    Key = _bucket.Path(key),
                    InputStream = content,
                    AutoCloseStream = false,
                    AutoResetStreamPosition = false,
                    UseChunkEncoding = false,
                    ChecksumCRC32C = content.Checksum,
                    ContentType = "application/octet-stream",
                },
                token);
        },
        content.Length,
        CancellationToken.None);
}
