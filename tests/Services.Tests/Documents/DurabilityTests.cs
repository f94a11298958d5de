using System.Net.Sockets;
using System.Text;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Documents;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class DurabilityTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private static CancellationToken Ct => DocumentsHost.Ct;

    [Fact]
    public async Task A_sender_who_hangs_up_leaves_nothing_behind()
    {
        var agent = host.Agent();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync("127.0.0.1", host.App.Address.Port, Ct);
            var head = "POST /api/v1/documents/upload HTTP/1.1\r\nHost: localhost\r\n"
                + $"Authorization: Bearer {agent.AccessToken}\r\nContent-Length: 100000\r\n"
                + "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"whole.txt\"\r\n\r\nwhole\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"half.txt\"\r\n\r\nhalf";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Ct);
            await Eventually.TrueAsync(
                async () => (await BlobsAsync(agent.AgencyId)).Items.Count == 1, "the first file in the store", Ct);
        }

        await Eventually.TrueAsync(
            async () => (await BlobsAsync(agent.AgencyId)).Items.Count == 0, "the store to be empty again", Ct);
        (await agent.Client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Linked_and_refused_files_leave_no_bytes_behind()
    {
        var agent = host.Agent();
        var bytes = Guid.CreateVersion7().ToByteArray();
        await agent.Client.UploadAsync("a.bin", bytes, Ct);
        await agent.Client.UploadAsync("b.bin", bytes, Ct);
        using var wrong = new ByteArrayContent("other"u8.ToArray());
        await agent.Client.PostAsync($"api/v1/documents/upload?name=c&sha256={new string('0', 64)}", wrong, Ct);
        using var poem = new ByteArrayContent("another"u8.ToArray());
        await agent.Client.PostAsync("api/v1/documents/upload?name=d&class=poem", poem, Ct);

        (await BlobsAsync(agent.AgencyId)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_document_outlives_the_process()
    {
        using var folder = new TempFolder();
        var settings = new AppSettings { DataFolder = folder.Path };
        Guid agency;
        UploadedDocument uploaded;
        await using (var app = await DigitalDocsApp.StartAsync(DocumentsHost.Services, settings: settings, ct: Ct))
        {
            var agent = app.Person(null, DocumentsHost.Everything);
            agency = agent.AgencyId;
            uploaded = await agent.Client.UploadAsync("a.txt", "kept"u8.ToArray(), Ct);
        }

        await using var again = await DigitalDocsApp.StartAsync(DocumentsHost.Services, settings: settings, ct: Ct);
        var other = again.Person(agency, [.. DocumentsHost.Everything, Contracts.Authorization.Permissions.RecordsAll]);

        (await other.Client.GetStringAsync($"api/v1/documents/{uploaded.Id}/content", Ct)).ShouldBe("kept");
    }

    [Fact]
    public async Task Files_come_in_without_a_request_the_same_way()
    {
        var agent = host.Agent();
        using var content = new MemoryStream("demo"u8.ToArray());

        var taken = await host.App.UseAsync<DocumentIntake, UploadedDocument>(agent.AgencyId, intake => intake.AddAsync(
            new PersonRef(agent.UserId, "Ann"), "demo.txt", content, null, ["demo"], Ct));
        var document = await agent.Client.GetAsync<DocumentDto>($"api/v1/documents/{taken.Id}", Ct);

        document.CreatedBy.Name.ShouldBe("Ann");
        document.Tags.ShouldBe(["demo"]);
    }

    [Fact]
    public async Task A_damaged_original_is_never_served()
    {
        using var folder = new TempFolder();
        await using var app = await DigitalDocsApp.StartAsync(
            DocumentsHost.Services, settings: new AppSettings { DataFolder = folder.Path }, ct: Ct);
        var agent = app.Person(null, DocumentsHost.Everything);
        var uploaded = await agent.Client.UploadAsync("a.txt", new byte[200_000], Ct);
        var file = Directory.EnumerateFiles(folder.Path, "original", SearchOption.AllDirectories).Single();
        var stored = await File.ReadAllBytesAsync(file, Ct);
        stored[150_000] ^= 1;
        await File.WriteAllBytesAsync(file, stored, Ct);

        var content = await agent.Client.GetAsync($"api/v1/documents/{uploaded.Id}/content", Ct);

        await content.ShouldBeProblemAsync(System.Net.HttpStatusCode.BadGateway, "content_corrupt", Ct);
    }

    private Task<BlobPage> BlobsAsync(Guid agency) =>
        host.App.Services.GetRequiredService<IBlobStore>().ListAsync($"{agency}/", null, 100, Ct);
}
