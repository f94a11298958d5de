using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using DigitalDocs.Platform.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.BlobBench;

/// <summary>
/// The encrypted S3 store beside a bare loop over the SDK on the same server in the same run: the SDK neither encrypts nor
/// hashes. Rounds take turns, so that both meet the same machine; medians of three.
/// </summary>
internal static class S3Measurement
{
    private const int Rounds = 3;
    private const int SmallCount = 500;
    private const int SmallSize = 100_000;
    private const int Megabyte = 1_000_000;

    /// <param name="server">As <c>DD_TEST_S3</c>: Endpoint, AccessKey, SecretKey, Region.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(string server, int megabytes, CancellationToken ct)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = server };
        var bucket = $"dd-bench-{Guid.CreateVersion7():n}";
        using var client = new AmazonS3Client(
            new BasicAWSCredentials((string)settings["AccessKey"], (string)settings["SecretKey"]),
            new AmazonS3Config { ServiceURL = (string)settings["Endpoint"], ForcePathStyle = true, AuthenticationRegion = (string)settings["Region"] });
        var folder = Directory.CreateTempSubdirectory("digitaldocs-bench-");
        await client.PutBucketAsync(bucket, ct);
        try
        {
            using var host = Build(settings, bucket, folder.FullName);
            var store = host.Services.GetRequiredService<IBlobStore>();
            return [.. await SmallAsync(store, client, bucket, ct), .. await LargeAsync(store, client, bucket, folder.FullName, megabytes, ct)];
        }
        finally
        {
            await EmptyAsync(client, bucket);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Figure[]> SmallAsync(IBlobStore store, AmazonS3Client client, string bucket, CancellationToken ct)
    {
        var content = RandomNumberGenerator.GetBytes(SmallSize);
        var seconds = await InTurnsAsync(
            () => EachAsync(n => store.PutAsync(Key($"small/{n}"), new MemoryStream(content), ct), ct),
            () => EachAsync(n => client.PutObjectAsync(Put(bucket, $"bare/{n}", new MemoryStream(content)), ct), ct),
            () => EachAsync(n => ReadAsync(store, $"small/{n}", ct), ct),
            () => EachAsync(n => ReadAsync(client, bucket, $"bare/{n}", ct), ct));
        return
        [
            new("s3: put of 100 kB, 8 at once: ours", SmallCount / seconds[0], "per second"),
            new("s3: put of 100 kB, 8 at once: bare SDK", SmallCount / seconds[1], "per second"),
            new("s3: get of 100 kB, 8 at once: ours", SmallCount / seconds[2], "per second"),
            new("s3: get of 100 kB, 8 at once: bare SDK", SmallCount / seconds[3], "per second"),
        ];
    }

    private static async Task<Figure[]> LargeAsync(
        IBlobStore store, AmazonS3Client client, string bucket, string folder, int megabytes, CancellationToken ct)
    {
        var file = Path.Combine(folder, "plain");
        await using (var target = File.Create(file))
        {
            for (var i = 0; i < megabytes; i++)
            {
                await target.WriteAsync(RandomNumberGenerator.GetBytes(Megabyte), ct);
            }
        }

        using var transfer = new TransferUtility(client);
        var seconds = await InTurnsAsync(
            async () =>
            {
                await using var content = File.OpenRead(file);
                await store.PutAsync(Key("large"), content, ct);
            },
            () => transfer.UploadAsync(file, bucket, "bare/large", ct),
            () => ReadAsync(store, "large", ct),
            () => ReadAsync(client, bucket, "bare/large", ct));
        return
        [
            new($"s3: put of {megabytes} MB: ours", megabytes / seconds[0], "MB/s"),
            new($"s3: put of {megabytes} MB: bare SDK (TransferUtility)", megabytes / seconds[1], "MB/s"),
            new($"s3: get of {megabytes} MB: ours", megabytes / seconds[2], "MB/s"),
            new($"s3: get of {megabytes} MB: bare SDK", megabytes / seconds[3], "MB/s"),
        ];
    }

    private static async Task<double[]> InTurnsAsync(params Func<Task>[] works)
    {
        var seconds = works.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var work = 0; work < works.Length; work++)
            {
                var begun = Stopwatch.GetTimestamp();
                await works[work]();
                seconds[work].Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            }
        }

        return [.. seconds.Select(times => times.Order().ElementAt(Rounds / 2))];
    }

    private static Task EachAsync(Func<int, Task> work, CancellationToken ct) => Parallel.ForEachAsync(
        Enumerable.Range(0, SmallCount),
        new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
        async (n, _) => await work(n));

    private static async Task ReadAsync(IBlobStore store, string name, CancellationToken ct)
    {
        await using var content = (await store.OpenReadAsync(Key(name), ct))!;
        await content.CopyToAsync(Stream.Null, 256 * 1024, ct);
    }

    private static async Task ReadAsync(AmazonS3Client client, string bucket, string key, CancellationToken ct)
    {
        using var answer = await client.GetObjectAsync(bucket, key, ct);
        await answer.ResponseStream.CopyToAsync(Stream.Null, 256 * 1024, ct);
    }

    private static PutObjectRequest Put(string bucket, string key, Stream content) =>
        new() { BucketName = bucket, Key = key, InputStream = content };

    private static string Key(string name) => $"01900000-0000-7000-8000-000000000001/bench/{name}";

    private static async Task EmptyAsync(AmazonS3Client client, string bucket)
    {
        while ((await client.ListObjectsV2Async(new() { BucketName = bucket })).S3Objects is { Count: > 0 } objects)
        {
            await client.DeleteObjectsAsync(
                new() { BucketName = bucket, Objects = [.. objects.Select(o => new KeyVersion { Key = o.Key })] });
        }

        await client.DeleteBucketAsync(bucket);
    }

    private static IHost Build(DbConnectionStringBuilder settings, string bucket, string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Folder"] = Path.Combine(folder, "data"),
            ["Blobs:Provider"] = "s3",
            ["Blobs:S3:Endpoint"] = (string)settings["Endpoint"],
            ["Blobs:S3:AccessKey"] = (string)settings["AccessKey"],
            ["Blobs:S3:SecretKey"] = (string)settings["SecretKey"],
            ["Blobs:S3:Region"] = (string)settings["Region"],
            ["Blobs:S3:Bucket"] = bucket,
        });
        builder.AddBlobStore();
        return builder.Build();
    }
}
