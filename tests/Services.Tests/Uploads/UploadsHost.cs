using System.Security.Cryptography;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Documents;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using DigitalDocs.Storage;
using DigitalDocs.Storage.Resumable;
using DigitalDocs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Uploads;

/// <summary>Storage and documents together, with pieces so small that little files have several.</summary>
public sealed class UploadsHost : IAsyncLifetime
{
    public const int PieceSize = 64 * 1024;

    public static readonly ServiceEntry Storage = ServiceEntry.Of<StorageService>("storage", "uploads");
    public static readonly ServiceEntry Documents = ServiceEntry.Of<DocumentsService>("documents", "transactions");

    public static readonly string[] Everything =
    [
        Permissions.DocumentsView, Permissions.DocumentsDownload, Permissions.DocumentsCreate, Permissions.DocumentsDelete,
        Permissions.TransactionsView, Permissions.TransactionsEdit,
    ];

    public DigitalDocsApp App { get; private set; } = null!;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Dictionary<string, string?> Settings(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Uploads:PieceSize"] = $"{PieceSize}",
            ["Uploads:LargestFile"] = $"{4 << 20}",
            ["Uploads:MostOpen"] = "8",
            ["Uploads:AnswerWait"] = "00:00:30",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return settings;
    }

    public async ValueTask InitializeAsync() => App = await DigitalDocsApp.StartAsync(
        [Storage, Documents], settings: new AppSettings { Configuration = Settings() }, ct: Ct);

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    internal Sender Sender(Guid? agency = null) => new(App, App.Person(agency, Everything));

    public static byte[] Bytes(int length) => RandomNumberGenerator.GetBytes(length);

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>Somebody who sends files.</summary>
internal sealed class Sender(DigitalDocsApp app, Person person)
{
    public Person Person => person;

    public TusClient Tus { get; } = new(person.Client);

    public Task<UploadDto> GetAsync(string upload) => person.Client.GetAsync<UploadDto>(upload, UploadsHost.Ct);

    public Task<byte[]> ContentAsync(Guid document) =>
        person.Client.GetByteArrayAsync($"api/v1/documents/{document}/content", UploadsHost.Ct);

    /// <summary>Keys of the pieces that lie in the store.</summary>
    public async Task<IReadOnlyList<string>> PiecesAsync()
    {
        var page = await app.Services.GetRequiredService<IBlobStore>()
            .ListAsync($"{person.AgencyId}/uploads/", null, 1000, UploadsHost.Ct);
        return [.. page.Items.Select(item => item.Key)];
    }

    /// <summary>Sends everything in one request.</summary>
    public async Task<Guid> UploadAsync(byte[] bytes, params (string Key, string Value)[] metadata)
    {
        var upload = await Tus.CreateAsync(bytes.Length, UploadsHost.Ct, metadata);
        using var answer = await Tus.TakenAsync(upload, 0, bytes, UploadsHost.Ct);
        return new Guid(TusClient.Header(answer, "Upload-Document")!);
    }

    public async Task UpkeepAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await UpkeepUploads.RunAsync(scope.ServiceProvider, UploadsHost.Ct);
    }

    /// <summary>The upkeep's turn at one upload that it has listed.</summary>
    public async Task TendAsync(string upload)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService(StorageService.Name, person.AgencyId);
        await UpkeepUploads.TendAsync(scope.ServiceProvider, Guid.Parse(upload.Split('/')[^1]), UploadsHost.Ct);
    }
}
