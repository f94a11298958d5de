using System.Security.Cryptography;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Storage;
using DigitalDocs.Storage.Scrubbing;
using DigitalDocs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Storage;

/// <summary>The storage service alone; what the documents service does is played by its events and blobs.</summary>
internal sealed class StorageApp : IAsyncDisposable
{
    private readonly DigitalDocsApp _app;
    private readonly TempFolder _folder;

    private readonly PostgresDatabase? _database;

    private StorageApp(DigitalDocsApp app, TempFolder folder, PostgresDatabase? database) =>
        (_app, _folder, _database) = (app, folder, database);

    public IBlobStore Blobs => _app.Services.GetRequiredService<IBlobStore>();

    public static async Task<StorageApp> StartAsync(CancellationToken ct, PostgresDatabase? database = null)
    {
        var folder = new TempFolder();
        var settings = new AppSettings
        {
            DataFolder = folder.Path,
            Configuration = new Dictionary<string, string?>
            {
                ["Storage:ScrubEvery"] = "00:00:00",
                ["Data:Provider"] = database is null ? "sqlite" : "postgres",
                ["Data:ConnectionString"] = database?.ConnectionString,
            },
        };
        var app = await DigitalDocsApp.StartAsync([ServiceEntry.Of<StorageService>("storage")], settings: settings, ct: ct);
        return new StorageApp(app, folder, database);
    }

    public string FileOf(DocumentUploaded document) =>
        Path.Combine(_folder.Path, "blobs", document.BlobFolder, "original");

    /// <summary>Stores content and tells of it as an upload does.</summary>
    public async Task<DocumentUploaded> UploadAsync(Guid agency, int size, string? classCode, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var folder = BlobKey.DocumentVersion(agency, id, 1);
        var receipt = await Blobs.PutAsync(
            $"{folder}/original", new MemoryStream(RandomNumberGenerator.GetBytes(size)), ct);
        var uploaded = new DocumentUploaded(
            id, agency, 1, "a.pdf", "application/pdf", receipt.Length, receipt.Sha256, folder,
            State(id, agency, 1, classCode));
        await PublishAsync(agency, uploaded, ct);
        return uploaded;
    }

    public Task<int> PublishAsync<TEvent>(Guid agency, TEvent @event, CancellationToken ct)
        where TEvent : IEvent =>
        _app.UseAsync<StorageDb, int>(agency, db =>
        {
            db.Publish(@event);
            return db.SaveChangesAsync(ct);
        });

    public Task<T> QueryAsync<T>(Guid agency, Func<StorageDb, Task<T>> query) => _app.UseAsync(agency, query);

    public Task<StorageUsageDto> UsageAsync(Guid agency, CancellationToken ct) =>
        _app.Person(agency, Permissions.StorageUsage).Client.GetAsync<StorageUsageDto>("api/v1/storage/usage", ct);

    public async Task<StorageUsageDto> UsageOfAsync(Guid agency, Func<StorageUsageDto, bool> wanted, CancellationToken ct)
    {
        var person = _app.Person(agency, Permissions.StorageUsage);
        return await Eventually.ValueAsync(
            () => person.Client.GetAsync<StorageUsageDto>("api/v1/storage/usage", ct), wanted, "the usage", ct);
    }

    public HttpClient WithoutPermission() => _app.Person(null, Permissions.DocumentsView).Client;

    public async Task ScrubAsync(CancellationToken ct)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await ScrubContent.RunAsync(scope.ServiceProvider, ct);
    }

    public static DocumentState State(Guid id, Guid agency, long revision, string? classCode) => new(
        id, agency, revision, 1, "a.pdf", "application/pdf", 1, "ready", null, null, classCode, [], null, null,
        Guid.Empty, Guid.Empty, "", DateTimeOffset.UnixEpoch, null, []);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
