using System.Data.Common;
using Amazon.Runtime;
using Amazon.S3;
using Npgsql;

namespace DigitalDocs.Testing;

/// <summary>The stores of one installation, as settings; what was made for it on servers is removed with it.</summary>
public sealed class InstallationStores(IReadOnlyList<string> settings, params IAsyncDisposable[] owned) : IAsyncDisposable
{
    private const string Bucket = "digitaldocs";

    public IReadOnlyList<string> Settings => settings;

    /// <summary>
    /// A database of its own on the servers that <c>DD_TEST_…</c> name, a bucket likewise, and a Redis or RabbitMQ of its
    /// own, because their names have no room for two installations. Skips when one of them is absent.
    /// </summary>
    public static async Task<InstallationStores> SharedAsync(Stores stores, CancellationToken ct)
    {
        if (stores == Stores.Embedded)
        {
            return new([]);
        }

        var database = await PostgresDatabase.CreateAsync(ct);
        if (stores == Stores.Postgres)
        {
            return new(Postgres(database.ConnectionString), database);
        }

        var pooled = new NpgsqlConnectionStringBuilder(Require.Engine("pgbouncer"))
        {
            Database = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database,
        };
        var s3 = new DbConnectionStringBuilder { ConnectionString = Require.Engine("s3") };
        var bucket = $"dd-{Guid.CreateVersion7():n}";
        await CreateBucketAsync((string)s3["Endpoint"], (string)s3["AccessKey"], (string)s3["SecretKey"], bucket, ct);
        var broker = stores == Stores.RedisAndS3
            ? await EngineServer.StartAsync("redis", "redis.sh", "redis-server", ct)
            : await EngineServer.StartAsync("rabbitmq", "rabbitmq.sh", "/usr/lib/rabbitmq/bin/rabbitmq-server", ct);
        return new(
            [
                .. Postgres(pooled.ConnectionString),
                .. stores == Stores.RedisAndS3 ? Redis($"127.0.0.1:{broker.Port}") : RabbitMq(broker.Port),
                .. S3((string)s3["Endpoint"], (string)s3["AccessKey"], (string)s3["SecretKey"], bucket),
            ],
            database,
            broker);
    }

    /// <summary>Settings for servers of a test's own on loopback; the bucket is made by <see cref="CreateBucketAsync"/>.</summary>
    public static List<string> Postgres(string connectionString) =>
        ["--Data:Provider=postgres", $"--Data:ConnectionString={connectionString}"];

    public static List<string> Redis(string connectionString) =>
    [
        "--Events:Provider=redis", $"--Events:ConnectionString={connectionString}",
        "--Cache:Provider=redis", $"--Cache:ConnectionString={connectionString}",
    ];

    public static List<string> RabbitMq(int port) =>
        ["--Events:Provider=rabbitmq", $"--Events:ConnectionString=amqp://guest:guest@127.0.0.1:{port}/"];

    public static List<string> S3(string endpoint, string accessKey, string secretKey, string bucket = Bucket) =>
    [
        "--Blobs:Provider=s3", $"--Blobs:S3:Endpoint={endpoint}", $"--Blobs:S3:Bucket={bucket}",
        $"--Blobs:S3:AccessKey={accessKey}", $"--Blobs:S3:SecretKey={secretKey}",
    ];

    public static async Task CreateBucketAsync(
        string endpoint, string accessKey, string secretKey, string bucket = Bucket, CancellationToken ct = default)
    {
        using var client = new AmazonS3Client(
            new BasicAWSCredentials(accessKey, secretKey),
            new AmazonS3Config { ServiceURL = endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        await Eventually.HoldsAsync(() => client.PutBucketAsync(bucket, ct), ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in owned)
        {
            await thing.DisposeAsync();
        }
    }
}
