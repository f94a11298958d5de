using Amazon.S3;
using Amazon.S3.Model;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Files that clients put into the bucket themselves, past this process, and that are still as they were sent: not
/// encrypted by us, not checked. They wait beside the store until a document is made of them or their time is over.
/// </summary>
public sealed class IncomingBlobs
{
    private const string Folder = ".incoming";
    private readonly S3BlobStore? _store;

    internal IncomingBlobs(BlobPlaces places) => _store = places.Primary as S3BlobStore;

    /// <summary>Only where the store is a bucket.</summary>
    public bool IsOffered => _store is not null;

    private S3Bucket Bucket => _store?.Bucket
        ?? throw new InvalidOperationException("Files are sent directly only where the store is a bucket.");

    /// <summary>An address to which exactly so many bytes can be PUT until then, and nothing else.</summary>
    public Task<string> SignAsync(Guid agency, Guid user, Guid upload, long size, DateTimeOffset expires)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = Bucket.Name,
            Key = Path(agency, user, upload),
            Verb = HttpVerb.PUT,
            Expires = expires.UtcDateTime,
            Protocol = Bucket.Options.Endpoint.StartsWith("http:", StringComparison.Ordinal) ? Protocol.HTTP : Protocol.HTTPS,
        };
        request.Headers["Content-Length"] = size.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Bucket.SignAsync(request);
    }

    /// <summary>What was sent; null when nothing was.</summary>
    public async Task<Stream?> OpenAsync(Guid agency, Guid user, Guid upload, CancellationToken ct) =>
        await S3ObjectStream.OpenAsync(Bucket, Path(agency, user, upload), ct);

    /// <summary>Removing what is not there is no error.</summary>
    public async Task RemoveAsync(Guid agency, Guid user, Guid upload, CancellationToken ct)
    {
        try
        {
            await Bucket.CallAsync(
                (s3, token) => s3.DeleteObjectAsync(Bucket.Name, Path(agency, user, upload), token), 0, ct);
        }
        catch (AmazonS3Exception e) when (S3Failures.IsAbsent(e))
        {
            // As wanted.
        }
    }

    // Who may send it is part of the name, so that nobody can make a document of what somebody else has sent.
    private string Path(Guid agency, Guid user, Guid upload) => Bucket.Path($"{Folder}/{agency}/{user}/{upload}");
}
