using System.Net;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Uploads;

/// <summary>Storage in two processes, documents in a third that comes and goes, over the same stores.</summary>
public sealed class SeveralProcessesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => UploadsHost.Ct;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Any_copy_takes_any_piece()
    {
        await using var one = await StartAsync(UploadsHost.Storage, UploadsHost.Documents);
        await using var other = await StartAsync(UploadsHost.Storage);
        var person = one.Person(null, UploadsHost.Everything);
        other.Allow(person.UserId, person.AgencyId, UploadsHost.Everything, []);
        TusClient[] copies = [new(person.Client), new(other.Client(person.AccessToken))];
        var bytes = UploadsHost.Bytes(300_000);

        var upload = await copies[0].CreateAsync(bytes.Length, Ct);
        for (var offset = 0; offset < bytes.Length; offset += 50_000)
        {
            var copy = copies[(offset / 50_000) % 2];
            (await copy.OffsetAsync(upload, Ct)).ShouldBe(offset);
            (await copy.TakenAsync(upload, offset, bytes[offset..(offset + 50_000)], Ct)).Dispose();
        }

        using var done = await copies[0].HeadAsync(upload, Ct);
        var document = new Guid(TusClient.Header(done, "Upload-Document")!);
        (await new Sender(one, person).ContentAsync(document)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Two_copies_that_get_the_same_piece_keep_it_once()
    {
        await using var one = await StartAsync(UploadsHost.Storage, UploadsHost.Documents);
        await using var other = await StartAsync(UploadsHost.Storage);
        var person = one.Person(null, UploadsHost.Everything);
        other.Allow(person.UserId, person.AgencyId, UploadsHost.Everything, []);
        TusClient[] copies = [new(person.Client), new(other.Client(person.AccessToken))];
        var bytes = UploadsHost.Bytes(60_000 * 10);
        var upload = await copies[0].CreateAsync(bytes.Length, Ct);

        for (var offset = 0; offset < bytes.Length; offset += 60_000)
        {
            var chunk = bytes[offset..(offset + 60_000)];
            var answers = await Task.WhenAll(copies.Select(copy => copy.PatchAsync(upload, offset, chunk, Ct)));
            answers.Select(answer => answer.StatusCode).ShouldBe(
                [HttpStatusCode.NoContent, HttpStatusCode.Conflict], ignoreOrder: true);
            answers.ToList().ForEach(answer => answer.Dispose());
        }

        var sender = new Sender(one, person);
        await Eventually.TrueAsync(async () => (await sender.GetAsync(upload)).Status == "done", "the document", Ct);
        (await sender.ContentAsync((await sender.GetAsync(upload)).DocumentId!.Value)).ShouldBe(bytes);
    }

    [Fact]
    public async Task An_upload_goes_on_after_the_process_ended()
    {
        var bytes = UploadsHost.Bytes(200_000);
        string upload;
        Person person;
        await using (var before = await StartAsync(UploadsHost.Storage, UploadsHost.Documents))
        {
            person = before.Person(null, UploadsHost.Everything);
            var tus = new TusClient(person.Client);
            upload = await tus.CreateAsync(bytes.Length, Ct);
            (await tus.TakenAsync(upload, 0, bytes[..120_000], Ct)).Dispose();
        }

        await using var after = await StartAsync(UploadsHost.Storage, UploadsHost.Documents);
        after.Allow(person.UserId, person.AgencyId, UploadsHost.Everything, []);
        person = person with { Client = after.Client(person.AccessToken) };
        var sender = new Sender(after, person);
        (await sender.Tus.OffsetAsync(upload, Ct)).ShouldBe(120_000);
        using var last = await sender.Tus.TakenAsync(upload, 120_000, bytes[120_000..], Ct);
        (await sender.ContentAsync(new Guid(TusClient.Header(last, "Upload-Document")!))).ShouldBe(bytes);
    }

    [Fact]
    public async Task While_the_documents_service_is_away_uploads_are_received_and_become_documents_when_it_returns()
    {
        var settings = UploadsHost.Settings(("Uploads:AnswerWait", "00:00:00"), ("Services:documents:Url", "http://127.0.0.1:9"));
        await using var storage = await DigitalDocsApp.StartAsync(
            [UploadsHost.Storage, UploadsHost.Documents], "storage",
            new AppSettings { DataFolder = _folder.Path, Configuration = settings }, Ct);
        var person = storage.Person(null, UploadsHost.Everything);
        var tus = new TusClient(person.Client);
        var bytes = UploadsHost.Bytes(200_000);
        var upload = await tus.CreateAsync(bytes.Length, Ct);
        using (var last = await tus.TakenAsync(upload, 0, bytes, Ct))
        {
            TusClient.Header(last, "Upload-Status").ShouldBe("received");
            TusClient.Header(last, "Upload-Document").ShouldBeNull();
        }

        using (var ended = await tus.DeleteAsync(upload, Ct))
        {
            await ended.ShouldBeProblemAsync(HttpStatusCode.Conflict, "upload_received", Ct);
        }

        await using var documents = await StartAsync(UploadsHost.Documents);
        documents.Allow(person.UserId, person.AgencyId, UploadsHost.Everything, []);
        var sender = new Sender(storage, person);
        await Eventually.TrueAsync(async () => (await sender.GetAsync(upload)).Status == "done", "the document", Ct);
        var content = await documents.Client(person.AccessToken).GetByteArrayAsync(
            $"api/v1/documents/{(await sender.GetAsync(upload)).DocumentId}/content", Ct);
        content.ShouldBe(bytes);
    }

    [Fact]
    public async Task An_upload_of_somebody_who_may_no_longer_add_documents_is_refused()
    {
        var settings = UploadsHost.Settings(("Uploads:AnswerWait", "00:00:00"), ("Services:documents:Url", "http://127.0.0.1:9"));
        await using var storage = await DigitalDocsApp.StartAsync(
            [UploadsHost.Storage, UploadsHost.Documents], "storage",
            new AppSettings { DataFolder = _folder.Path, Configuration = settings }, Ct);
        var person = storage.Person(null, UploadsHost.Everything);
        var tus = new TusClient(person.Client);
        var upload = await tus.CreateAsync(10, Ct);
        (await tus.TakenAsync(upload, 0, new byte[10], Ct)).Dispose();

        await using var documents = await StartAsync(UploadsHost.Documents);
        documents.Allow(person.UserId, person.AgencyId, [], []);

        var sender = new Sender(storage, person);
        await Eventually.TrueAsync(async () => (await sender.GetAsync(upload)).Status == "refused", "the refusal", Ct);
        (await sender.GetAsync(upload)).Problem!.Code.ShouldBe("forbidden");
    }

    private Task<DigitalDocsApp> StartAsync(params ServiceEntry[] services) =>
        DigitalDocsApp.StartAsync(
            services, settings: new AppSettings { DataFolder = _folder.Path, Configuration = UploadsHost.Settings() }, ct: Ct);
}
