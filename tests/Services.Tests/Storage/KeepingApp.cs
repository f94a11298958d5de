using System.Data.Common;
using Amazon.Runtime;
using Amazon.S3;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Documents;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Leases;
using DigitalDocs.Storage;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Storage;

/// <summary>The documents and the storage service together, on a folder with a second one behind it or on a bucket.</summary>
internal sealed class KeepingApp : IAsyncDisposable
{
    private static readonly ServiceEntry[] Services =
        [ServiceEntry.Of<DocumentsService>("documents"), ServiceEntry.Of<StorageService>("storage")];

    private readonly TempFolder _folder;

    private KeepingApp(DigitalDocsApp app, TempFolder folder) => (App, _folder) = (app, folder);

    public DigitalDocsApp App { get; }

    public string First => _folder.File("data/blobs");

    public string Second => _folder.File("second");

    public static async Task<KeepingApp> StartAsync(CancellationToken ct, params (string Name, string? Value)[] settings)
    {
        var folder = new TempFolder();
        var configuration = new Dictionary<string, string?>
        {
            ["Storage:ScrubEvery"] = "00:00:00",
            ["Storage:CompareEvery"] = "00:00:00",
            ["Storage:OrphansEvery"] = "00:00:00",
            ["Storage:OrphanAge"] = "00:00:00",
            ["Storage:OrphanNotice"] = "00:00:00",
            ["Storage:ReplicateInterval"] = "00:00:01",
            ["Blobs:Replica:Provider"] = "folder",
            ["Blobs:Replica:Folder"] = folder.File("second"),
        };
        foreach (var (name, value) in settings)
        {
            configuration[name] = value;
        }

        var app = await DigitalDocsApp.StartAsync(
            Services, settings: new AppSettings { DataFolder = folder.File("data"), Configuration = configuration }, ct: ct);
        var keeping = new KeepingApp(app, folder);
        await keeping.SettleAsync(configuration["Blobs:Replica:Provider"] != "none", ct);
        return keeping;
    }

    /// <summary>The same on a bucket of its own, without a second store.</summary>
    /// <param name="server">As <c>DD_TEST_S3</c>, which it is when null.</param>
    public static async Task<KeepingApp> StartOnS3Async(
        CancellationToken ct, string? server = null, params (string Name, string? Value)[] settings)
    {
        var s3 = new DbConnectionStringBuilder { ConnectionString = server ?? Require.Engine("s3") };
        var bucket = $"dd-{Guid.CreateVersion7():n}";
        using var client = new AmazonS3Client(
            new BasicAWSCredentials((string)s3["AccessKey"], (string)s3["SecretKey"]),
            new AmazonS3Config { ServiceURL = (string)s3["Endpoint"], ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        await client.PutBucketAsync(bucket, ct);
        return await StartAsync(
            ct,
            [
                ("Blobs:Provider", "s3"),
                ("Blobs:S3:Endpoint", (string)s3["Endpoint"]),
                ("Blobs:S3:AccessKey", (string)s3["AccessKey"]),
                ("Blobs:S3:SecretKey", (string)s3["SecretKey"]),
                ("Blobs:S3:Bucket", bucket),
                ("Blobs:Replica:Provider", "none"),
                .. settings,
            ]);
    }

    public Person Agent(Guid? agency = null) => App.Person(
        agency,
        Permissions.DocumentsView, Permissions.DocumentsDownload, Permissions.DocumentsCreate, Permissions.DocumentsDelete,
        Permissions.StorageUsage, Permissions.StorageManage);

    public string FileOf(Guid agency, Guid document, string root) =>
        Path.Combine(root, $"{agency}/documents/{document}/v1/original");

    /// <summary>Uploads and waits until the storage service knows of it.</summary>
    public async Task<UploadedDocument> UploadAsync(Person person, byte[] content, CancellationToken ct)
    {
        var uploaded = await person.Client.UploadAsync("deed of trust.pdf", content, ct, "application/pdf");
        await Eventually.TrueAsync(
            () => App.UseAsync<StorageDb, bool>(person.AgencyId, async db => await db.Files.FindAsync([uploaded.Id!.Value, 1], ct) is not null),
            "the row of the file", ct);
        return uploaded;
    }

    public async Task RunAsync(PeriodicWork job, CancellationToken ct)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await job(scope.ServiceProvider, ct);
    }

    public async Task<List<string>> JournalAsync(Guid agency, CancellationToken ct) =>
        await App.UseAsync<StorageDb, List<string>>(agency, db => Task.FromResult(
            db.Journal.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToList()));

    // The walks that begin with the process are over: from here on only the test makes them.
    private Task SettleAsync(bool replicated, CancellationToken ct) => Eventually.TrueAsync(
        () => App.UseAsync<StorageDb, bool>(Guid.Empty, async db =>
            await db.Turns.CountAsync(turn => turn.EndedAt != null, ct) == (replicated ? 2 : 1)),
        "the first walks to end", ct);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _folder.Dispose();
    }
}
