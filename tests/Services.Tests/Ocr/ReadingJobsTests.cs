using System.Net;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Jobs;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Services.Tests.Ocr;

public sealed class ReadingJobsTests
{
    private static readonly IReadOnlyList<ServiceEntry> Hosted = [ServiceEntry.Of<OcrService>("ocr")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_read_told_and_drawn()
    {
        await using var app = await DigitalDocsApp.StartAsync(Hosted, ct: Ct);
        var person = app.Person(null, Permissions.OcrUse);
        var document = Guid.CreateVersion7();
        var folder = await StoreAsync(app, person.AgencyId, document, Samples.Pdf([("Deed of trust", 72, 700)], [("Page two", 72, 700)]));

        var job = await person.Client.PostAsync<OcrJobDto>(
            "api/v1/ocr/jobs", new StartOcrJob(document, 1, "deed.pdf"), HttpStatusCode.Accepted, Ct);
        var done = await Eventually.ValueAsync(
            () => person.Client.GetAsync<OcrJobDto>($"api/v1/ocr/jobs/{job.Id}", Ct), now => now.Status == "done", "reading", Ct, TimeSpan.FromMinutes(4));

        done.PageCount.ShouldBe(2);
        done.Note.ShouldBeNull();
        var text = await app.UseAsync<IBlobStore, DocumentText?>(
            person.AgencyId, blobs => blobs.GetJsonAsync<DocumentText>(DerivedBlobs.Text(folder), Ct));
        text.ShouldNotBeNull().Pages.Select(page => page.Text).ShouldBe(["Deed of trust", "Page two"]);
        var told = await app.UseAsync<OcrDb, int>(person.AgencyId, db => db.Jobs.CountAsync(row => row.Status == OcrJob.Done, Ct));
        told.ShouldBe(1);
        Assert.SkipUnless(Tool.IsInstalled("pdftoppm"), "poppler is not installed: pages are not drawn");
        await Eventually.TrueAsync(() => HasAsync(app, person.AgencyId, DerivedBlobs.Page(folder, 2)), "the second page's picture", Ct, TimeSpan.FromMinutes(4));
        (await HasAsync(app, person.AgencyId, DerivedBlobs.Thumbnail(folder))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_of_a_process_that_ended_is_taken_up_again()
    {
        using var data = new TempFolder();
        var (agency, document) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Guid id;
        await using (var app = await DigitalDocsApp.StartAsync(Hosted, settings: new AppSettings { DataFolder = data.Path }, ct: Ct))
        {
            var folder = await StoreAsync(app, agency, document, Samples.Pdf([("Read after all", 72, 700)]));
            var job = OcrJob.For(agency, document, 1, folder, "a.pdf", DateTimeOffset.UnixEpoch);
            job.Status = OcrJob.Running;
            job.Attempts = 1;
            using (var ended = new JobOwner())
            {
                job.Owner = ended.Name;
            }

            job.LeaseUntil = new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);
            id = job.Id;
            await app.UseAsync<OcrDb, int>(agency, db =>
            {
                db.Jobs.Add(job);
                return db.SaveChangesAsync(Ct);
            });
        }

        await using var again = await DigitalDocsApp.StartAsync(Hosted, settings: new AppSettings { DataFolder = data.Path }, ct: Ct);
        var done = await Eventually.ValueAsync(
            () => again.UseAsync<OcrDb, OcrJob>(agency, db => db.Jobs.AsNoTracking().SingleAsync(job => job.Id == id, Ct)),
            job => job.Status == OcrJob.Done, "the job", Ct, TimeSpan.FromMinutes(4));
        done.PageCount.ShouldBe(1);
        done.Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_page_is_drawn_when_another_service_asks_and_only_within_the_agency()
    {
        Assert.SkipUnless(Tool.IsInstalled("pdftoppm"), "poppler is not installed: pages are not drawn");
        await using var app = await DigitalDocsApp.StartAsync(Hosted, ct: Ct);
        var (agency, document) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var folder = await StoreAsync(app, agency, document, Samples.Pdf([("Drawn", 72, 700)]));

        var drawn = await app.Internal(agency).PostAsync<DrawnPage>("api/v1/ocr/pages", new DrawPage(folder, "a.pdf", 1), HttpStatusCode.OK, Ct);
        (await HasAsync(app, agency, drawn.Blob)).ShouldBeTrue();

        using var other = app.Internal(Guid.CreateVersion7());
        await other.PostAsync<object>("api/v1/ocr/pages", new DrawPage(folder, "a.pdf", 1), HttpStatusCode.NotFound, Ct);
        using var beyond = app.Internal(agency);
        await beyond.PostAsync<object>("api/v1/ocr/pages", new DrawPage(folder, "a.pdf", 7), HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task A_job_of_another_agency_is_not_found()
    {
        await using var app = await DigitalDocsApp.StartAsync(Hosted, ct: Ct);
        var owner = app.Person(null, Permissions.OcrUse);
        var document = Guid.CreateVersion7();
        await StoreAsync(app, owner.AgencyId, document, "Text of a note"u8.ToArray());
        var request = new StartOcrJob(document, 1, "note.txt");
        var job = await owner.Client.PostAsync<OcrJobDto>("api/v1/ocr/jobs", request, HttpStatusCode.Accepted, Ct);
        var stranger = app.Person(null, Permissions.OcrUse);

        using var answer = await stranger.Client.GetAsync(new Uri($"api/v1/ocr/jobs/{job.Id}", UriKind.Relative), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await stranger.Client.PostAsync<object>("api/v1/ocr/jobs", request, HttpStatusCode.NotFound, Ct);
    }

    private static async Task<string> StoreAsync(DigitalDocsApp app, Guid agency, Guid document, byte[] content)
    {
        var folder = BlobKey.DocumentVersion(agency, document, 1);
        await app.UseAsync<IBlobStore, BlobReceipt>(
            agency, blobs => blobs.PutAsync(DerivedBlobs.Original(folder), new MemoryStream(content), Ct));
        return folder;
    }

    private static Task<bool> HasAsync(DigitalDocsApp app, Guid agency, string key) =>
        app.UseAsync<IBlobStore, bool>(agency, blobs => blobs.ExistsAsync(key, Ct));
}
