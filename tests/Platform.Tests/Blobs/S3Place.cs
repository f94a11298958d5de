using System.Data.Common;
using Amazon.Runtime;
using Amazon.S3;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>A bucket of its own on the server that <c>DD_TEST_S3</c> names, removed with what is in it.</summary>
internal sealed class S3Place : IAsyncDisposable
{
    private S3Place(S3Options options)
    {
        Options = options;
        Store = new S3BlobStore(options, TimeProvider.System);
    }

    public S3Options Options { get; }

    public S3BlobStore Store { get; }

    public AmazonS3Client Client => new(
        new BasicAWSCredentials(Options.AccessKey, Options.SecretKey),
        new AmazonS3Config { ServiceURL = Options.Endpoint, ForcePathStyle = true, AuthenticationRegion = Options.Region });

    public static async Task<S3Place> CreateAsync(Action<S3Options>? adjust = null)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = Require.Engine("s3") };
        var place = new S3Place(Adjusted(adjust, new S3Options
        {
            Endpoint = (string)settings["Endpoint"],
            AccessKey = (string)settings["AccessKey"],
            SecretKey = (string)settings["SecretKey"],
            Region = (string)settings["Region"],
            Bucket = $"dd-{Guid.CreateVersion7():n}",
            PartSize = 5 << 20,
        }));
        using var client = place.Client;
        await client.PutBucketAsync(place.Options.Bucket);
        return place;
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        using var client = Client;
        while ((await client.ListObjectsV2Async(new() { BucketName = Options.Bucket })).S3Objects is { Count: > 0 } objects)
        {
            await client.DeleteObjectsAsync(new()
            {
                BucketName = Options.Bucket,
                Objects = [.. objects.Select(o => new Amazon.S3.Model.KeyVersion { Key = o.Key })],
            });
        }

        await client.DeleteBucketAsync(Options.Bucket);
    }

    private static S3Options Adjusted(Action<S3Options>? adjust, S3Options options)
    {
        adjust?.Invoke(options);
        return options;
    }
}
