using System.Net;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class ProcessingTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private readonly Person _agent = host.Agent();

    private static CancellationToken Ct => DocumentsHost.Ct;

    private Reading Services => new(host.App, _agent.AgencyId);

    [Fact]
    public async Task A_document_is_read_then_analysed_then_ready()
    {
        var id = await UploadAsync();

        await Services.ReadAsync(id);
        var read = await UntilAsync(id, document => document.PageCount == 2);
        await Services.AnalyseAsync(id, Reading.Analysis("closingDisclosure", Reading.Field("lender", "Acme")));
        var ready = await UntilAsync(id, document => document.Status == "ready");

        read.Status.ShouldBe("processing");
        ready.Class!.Code.ShouldBe("closingDisclosure");
        ready.Class.RunnerUp!.Code.ShouldBe("loanEstimate");
        ready.Summary.ShouldBe("A summary.");
        ready.Fields.Single().Evidence.Single().Page.ShouldBe(1);
        ready.Parts.Single().ToPage.ShouldBe(2);
    }

    [Fact]
    public async Task Text_and_words_are_there_once_the_document_was_read()
    {
        var id = await UploadAsync();
        var early = await _agent.Client.GetAsync($"api/v1/documents/{id}/text", Ct);

        await Services.ReadAsync(id, pages: 3);
        await UntilAsync(id, document => document.PageCount == 3);
        var text = await _agent.Client.GetStringAsync($"api/v1/documents/{id}/text", Ct);
        var second = await _agent.Client.GetStringAsync($"api/v1/documents/{id}/text?page=2", Ct);
        var words = await _agent.Client.GetAsync<PageWordsDto>($"api/v1/documents/{id}/words?page=3", Ct);
        var beyond = await _agent.Client.GetAsync($"api/v1/documents/{id}/words?page=4", Ct);
        var negative = await _agent.Client.GetAsync($"api/v1/documents/{id}/pages/-1.png", Ct);
        var picture = await _agent.Client.GetAsync($"api/v1/documents/{id}/pages/4.png", Ct);

        await early.ShouldBeProblemAsync(HttpStatusCode.Conflict, "not_read_yet", Ct);
        text.Split('\f').Length.ShouldBe(3);
        second.ShouldBe(Reading.Words + " on page 2");
        words.Words.Single().Text.ShouldBe("Loan");
        await beyond.ShouldBeProblemAsync(HttpStatusCode.NotFound, "no_such_page", Ct);
        await negative.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
        await picture.ShouldBeProblemAsync(HttpStatusCode.NotFound, "no_such_page", Ct);
    }

    [Fact]
    public async Task What_a_person_decided_the_analysis_never_changes()
    {
        var id = await UploadAsync();
        await _agent.Client.PutAsync(
            id,
            new
            {
                @class = "deed",
                fields = new object[]
                {
                    new { name = "lender", type = "string", values = new[] { "Mine" } },
                    new { name = "seller", type = "string", values = Array.Empty<string>() },
                },
            },
            Ct);

        await Services.AnalyseAsync(id, Reading.Analysis(
            "lease", Reading.Field("lender", "Theirs"), Reading.Field("seller", "Theirs"), Reading.Field("buyer", "Theirs")));
        var ready = await UntilAsync(id, document => document.Status == "ready");

        ready.Class!.Code.ShouldBe("deed");
        ready.Fields.Select(field => $"{field.Name}={field.Value}").ShouldBe(["lender=Mine", "buyer=Theirs"]);
    }

    [Fact]
    public async Task A_document_that_is_ready_has_its_pages_though_the_analysis_is_told_before_the_reading()
    {
        var id = await UploadAsync();
        var folder = BlobKey.DocumentVersion(_agent.AgencyId, id, 1);
        await Services.Blobs.PutJsonAsync($"{folder}/analysis.json", Reading.Analysis("deed"), Ct);
        await Services.TellAsync(new AiAnalysisComplete(
            id, _agent.AgencyId, 1, folder, $"{folder}/analysis.json", "local", "1", null, DerivedBlobs.Text(folder), 2));
        var ready = await UntilAsync(id, document => document.Status == "ready");
        ready.PageCount.ShouldBe(2);

        await Services.ReadAsync(id, note: "page 2 is faint");
        var told = await UntilAsync(id, document => document.StatusReason is not null);

        (told.Status, told.StatusReason, told.PageCount, told.Class!.Code).ShouldBe(("ready", "page 2 is faint", 2, "deed"));
    }

    [Fact]
    public async Task Results_for_an_older_version_are_dropped()
    {
        var id = await UploadAsync();
        using var body = new ByteArrayContent("second version"u8.ToArray());
        (await _agent.Client.PostAsync($"api/v1/documents/{id}/versions?name=two.txt", body, Ct)).EnsureSuccessStatusCode();

        await Services.AnalyseAsync(id, Reading.Analysis("lease"), version: 1);
        await Services.AnalyseAsync(id, Reading.Analysis("deed"), version: 2);
        var ready = await UntilAsync(id, document => document.Status == "ready");

        ready.Version.ShouldBe(2);
        ready.Class!.Code.ShouldBe("deed");
    }

    [Fact]
    public async Task A_failed_analysis_asks_for_a_person_who_can_send_it_again()
    {
        var id = await UploadAsync();
        var folder = BlobKey.DocumentVersion(_agent.AgencyId, id, 1);
        await Services.TellAsync(new AiAnalysisComplete(id, _agent.AgencyId, 1, folder, null, "local", "1", "It broke."));
        var broken = await UntilAsync(id, document => document.Status == "attention");

        var retried = await _agent.Client.PostAsync($"api/v1/documents/{id}/retry", null, Ct);
        var answer = await retried.ReadAsync<DocumentDto>(HttpStatusCode.Accepted, Ct);
        var again = await _agent.Client.PostAsync($"api/v1/documents/{id}/retry", null, Ct);

        broken.StatusReason.ShouldBe("It broke.");
        answer.Status.ShouldBe("processing");
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "not_failed", Ct);
    }

    [Fact]
    public async Task A_format_that_cannot_be_read_is_ready_with_a_note()
    {
        var id = await UploadAsync();
        var folder = BlobKey.DocumentVersion(_agent.AgencyId, id, 1);

        await Services.TellAsync(new OcrCompleted(
            id, _agent.AgencyId, 1, folder, null, null, null, "unreadable: this is music", Failed: false));
        var ready = await UntilAsync(id, document => document.Status == "ready");

        ready.StatusReason.ShouldBe("unreadable: this is music");
    }

    [Fact]
    public async Task An_event_that_is_delivered_twice_changes_nothing_more()
    {
        var id = await UploadAsync();
        var analysis = Reading.Analysis("deed", Reading.Field("grantor", "Ann"));

        await Services.AnalyseAsync(id, analysis);
        await UntilAsync(id, document => document.Status == "ready");
        await Services.AnalyseAsync(id, analysis);
        await Services.ReadAsync(id);
        var after = await UntilAsync(id, document => document.PageCount == 2);

        after.Status.ShouldBe("ready");
        after.Fields.Count.ShouldBe(1);
    }

    private async Task<Guid> UploadAsync() =>
        (await _agent.Client.UploadAsync("a.txt", Guid.CreateVersion7().ToByteArray(), Ct)).Id!.Value;

    private Task<DocumentDto> UntilAsync(Guid id, Func<DocumentDto, bool> wanted) =>
        Eventually.ValueAsync(
            () => _agent.Client.GetAsync<DocumentDto>($"api/v1/documents/{id}", Ct), wanted, "the document's state", Ct);
}
