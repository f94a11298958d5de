using System.Net;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Storage;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Services.Tests.Uploads;

/// <summary>Lines are cut, servers end, answers get lost, time passes: nothing is lost and nothing is doubled.</summary>
public sealed class InterruptionTests(UploadsHost host) : IClassFixture<UploadsHost>
{
    private static CancellationToken Ct => UploadsHost.Ct;

    [Fact]
    public async Task What_arrived_before_the_line_was_cut_is_kept()
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(1_000_000);
        var upload = await sender.Tus.CreateAsync(bytes.Length, Ct);

        using (var cut = new CutContent(bytes, 800_000, () => TakenAsync(sender, upload)))
        {
            await Should.ThrowAsync<HttpRequestException>(() => sender.Tus.PatchAsync(upload, 0, cut, Ct));
        }

        var kept = await SettledOffsetAsync(sender, upload);
        kept.ShouldBeInRange(11 * UploadsHost.PieceSize, 800_000);
        using var rest = await sender.Tus.TakenAsync(upload, kept, bytes[(int)kept..], Ct);
        (await sender.ContentAsync(new Guid(TusClient.Header(rest, "Upload-Document")!))).ShouldBe(bytes);
    }

    [Fact]
    public async Task Of_two_who_send_at_once_one_wins_and_the_other_is_told()
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(600_000);
        var upload = await sender.Tus.CreateAsync(bytes.Length, Ct);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync()));

        answers.Count(answer => answer == HttpStatusCode.NoContent).ShouldBe(1);
        answers.ShouldAllBe(answer => answer == HttpStatusCode.NoContent || answer == HttpStatusCode.Conflict);
        var told = await sender.GetAsync(upload);
        (await sender.ContentAsync(told.DocumentId!.Value)).ShouldBe(bytes);
        (await sender.Person.Client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct)).Items.ShouldHaveSingleItem();

        // A refusal in the middle of a body may reach the sender as a broken line; it then asks and goes on.
        async Task<HttpStatusCode> SendAsync()
        {
            try
            {
                using var answer = await sender.Tus.PatchAsync(upload, 0, bytes, Ct);
                return answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                return HttpStatusCode.Conflict;
            }
        }
    }

    [Fact]
    public async Task Who_repeats_the_last_request_gets_the_same_document()
    {
        var sender = host.Sender();
        var upload = await sender.Tus.CreateAsync(10, Ct);
        using var first = await sender.Tus.TakenAsync(upload, 0, UploadsHost.Bytes(10), Ct);
        using var again = await sender.Tus.PatchAsync(upload, 10, [], Ct);
        using var head = await sender.Tus.HeadAsync(upload, Ct);

        var document = TusClient.Header(first, "Upload-Document");
        document.ShouldNotBeNull();
        TusClient.Header(again, "Upload-Document").ShouldBe(document);
        TusClient.Header(head, "Upload-Document").ShouldBe(document);
        TusClient.Header(head, "Upload-Status").ShouldBe("done");
    }

    [Fact]
    public async Task An_upload_that_is_handed_over_again_stays_one_document()
    {
        var sender = host.Sender();
        var bytes = UploadsHost.Bytes(100_000);
        var id = await sender.UploadAsync(bytes, ("onDuplicate", "keep"));
        var handed = await host.App.UseAsync<StorageDb, UploadReceived>(sender.Person.AgencyId, async db =>
        {
            var @event = (await db.Uploads.SingleAsync(Ct)).HandOverAgain(DateTimeOffset.UnixEpoch);
            db.Publish(@event);
            await db.SaveChangesAsync(Ct);
            return @event;
        });

        await Eventually.TrueAsync(
            async () => (await sender.GetAsync($"api/v1/uploads/{handed.UploadId}")).Status == "done", "the outcome to be told again", Ct);
        (await sender.GetAsync($"api/v1/uploads/{handed.UploadId}")).DocumentId.ShouldBe(id);
        (await sender.Person.Client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct)).Items.ShouldHaveSingleItem();
        (await sender.ContentAsync(id)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_phone_that_loses_its_signal_at_eighty_percent_goes_on_an_hour_later()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-03-02T10:00:00Z", null));
        await using var app = await StartAsync(clock);
        var sender = new Sender(app, app.Person(null, UploadsHost.Everything));
        var bytes = UploadsHost.Bytes(1_000_000);
        var upload = await sender.Tus.CreateAsync(bytes.Length, Ct);
        using (var cut = new CutContent(bytes, 800_000, () => TakenAsync(sender, upload)))
        {
            await Should.ThrowAsync<HttpRequestException>(() => sender.Tus.PatchAsync(upload, 0, cut, Ct));
        }

        await SettledOffsetAsync(sender, upload);
        clock.Advance(TimeSpan.FromHours(1));
        await sender.UpkeepAsync();

        // Signed in anew, because an hour outlives an access token.
        var later = new TusClient(app.Again(sender.Person));
        var offset = await later.OffsetAsync(upload, Ct);
        offset.ShouldBeGreaterThan(0);
        (await later.TakenAsync(upload, offset, bytes[(int)offset..], Ct)).Dispose();
        (await later.OffsetAsync(upload, Ct)).ShouldBe(bytes.Length);
    }

    [Fact]
    public async Task An_upload_that_nobody_goes_on_with_expires_and_its_bytes_go()
    {
        var clock = new JumpingClock(DateTimeOffset.Parse("2026-03-02T10:00:00Z", null));
        await using var app = await StartAsync(clock);
        var sender = new Sender(app, app.Person(null, UploadsHost.Everything));
        var upload = await sender.Tus.CreateAsync(100, Ct);
        (await sender.Tus.TakenAsync(upload, 0, new byte[50], Ct)).Dispose();
        clock.Jump(TimeSpan.FromDays(3));

        var later = new TusClient(app.Again(sender.Person));
        using (var patch = await later.PatchAsync(upload, 50, new byte[50], Ct))
        {
            await patch.ShouldBeProblemAsync(HttpStatusCode.Gone, "upload_gone", Ct);
        }

        await sender.UpkeepAsync();
        (await sender.PiecesAsync()).ShouldBeEmpty();
        using (var head = await later.HeadAsync(upload, Ct))
        {
            head.StatusCode.ShouldBe(HttpStatusCode.Gone);
        }

        clock.Jump(TimeSpan.FromDays(7));
        await sender.UpkeepAsync();
        using var forgotten = await new TusClient(app.Again(sender.Person)).HeadAsync(upload, Ct);
        forgotten.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    // Between the upkeep's list and its turn at an upload, the upload goes on.
    [Fact]
    public async Task What_has_moved_on_since_the_upkeep_listed_it_is_left_alone()
    {
        await using var app = await StartAsync(TimeProvider.System);
        var sender = new Sender(app, app.Person(null, UploadsHost.Everything));
        var open = await sender.Tus.CreateAsync(100, Ct);
        var done = await sender.Tus.CreateAsync(100, Ct);
        (await sender.Tus.TakenAsync(done, 0, UploadsHost.Bytes(100), Ct)).Dispose();
        await Eventually.TrueAsync(async () => (await sender.PiecesAsync()).Count == 0, "its pieces to be removed", Ct);

        await sender.TendAsync(open);
        await sender.TendAsync(done);

        (await sender.GetAsync(open)).Status.ShouldBe("open");
        (await sender.GetAsync(done)).Status.ShouldBe("done");
    }

    [Fact]
    public async Task Pieces_lie_encrypted_in_the_store()
    {
        using var folder = new TempFolder();
        await using var app = await DigitalDocsApp.StartAsync(
            [UploadsHost.Storage, UploadsHost.Documents],
            settings: new AppSettings { Configuration = UploadsHost.Settings(), DataFolder = folder.Path },
            ct: Ct);
        var sender = new Sender(app, app.Person(null, UploadsHost.Everything));
        var secret = "the buyer's social security number"u8.ToArray();
        var upload = await sender.Tus.CreateAsync(1_000_000, Ct);
        (await sender.Tus.TakenAsync(upload, 0, [.. Enumerable.Repeat(secret, 5_000).SelectMany(s => s)], Ct)).Dispose();

        var files = Directory.GetFiles(Path.Combine(folder.Path, "blobs"), "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).ToList();
        files.Count.ShouldBe(3);
        foreach (var file in files)
        {
            (await File.ReadAllBytesAsync(file, Ct)).AsSpan().IndexOf(secret).ShouldBe(-1);
        }
    }

    private static Task<DigitalDocsApp> StartAsync(TimeProvider clock) => DigitalDocsApp.StartAsync(
        [UploadsHost.Storage, UploadsHost.Documents],
        settings: new AppSettings
        {
            Configuration = UploadsHost.Settings(("Uploads:AnswerWait", "00:00:00")),
            Clock = clock,
        },
        ct: Ct);

    // What lies in buffers when the line is cut is lost with it: we cut when most has been taken.
    private static Task TakenAsync(Sender sender, string upload) => Eventually.TrueAsync(
        async () => await sender.Tus.OffsetAsync(upload, Ct) >= 11 * UploadsHost.PieceSize, "most to be taken", Ct);

    /// <summary>The offset once the server has noticed that the line is cut.</summary>
    private static async Task<long> SettledOffsetAsync(Sender sender, string upload)
    {
        var last = -1L;
        await Eventually.TrueAsync(
            async () =>
            {
                var before = last;
                last = await sender.Tus.OffsetAsync(upload, Ct);
                return last > 0 && last == before;
            },
            "the offset to stand still",
            Ct);
        return last;
    }
}
