using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Ai;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Ai;

public sealed class AiServiceTests : IAsyncDisposable
{
    private static readonly string[] Deed =
    [
        "WARRANTY DEED", "Instrument Number: 20240001234", "The Grantor, for valuable consideration, the receipt of which is hereby acknowledged,",
        "does hereby grant, bargain, sell and convey unto the Grantee, heirs and assigns forever, in fee simple.",
    ];

    private DigitalDocsApp? _app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_text_is_analysed_and_the_call_is_in_the_ledger()
    {
        var person = await PersonAsync(Permissions.AiUse, Permissions.AiLedger);
        var analysis = await person.Client.PostAsync<DocumentAnalysis>(
            "api/v1/ai/analyze-document", new { text = string.Join('\n', Deed) }, HttpStatusCode.OK, Ct);

        analysis.Provider.ShouldBe("local");
        analysis.Class!.Code.ShouldBe("deed");
        var field = analysis.Fields!.Single(f => f.Name == "recordingNumber");
        field.Value!.GetValue<string>().ShouldBe("20240001234");
        field.Evidence.ShouldHaveSingleItem().Box.ShouldBeEmpty();
        var ledger = await person.Client.GetAsync<Page<AiCallDto>>("api/v1/ai/ledger", Ct);
        var call = ledger.Items.ShouldHaveSingleItem();
        (call.Purpose, call.Provider, call.Outcome, call.Actor).ShouldBe(("analyze", "local", "ok", $"user:{person.UserId}"));
    }

    [Fact]
    public async Task Each_question_is_answered_with_no_more_than_was_asked()
    {
        var person = await PersonAsync(Permissions.AiUse);
        var body = new { text = string.Join('\n', Deed) };
        var category = await person.Client.PostAsync<DocumentAnalysis>("api/v1/ai/categorize", body, HttpStatusCode.OK, Ct);
        var data = await person.Client.PostAsync<DocumentAnalysis>("api/v1/ai/extract-data", body, HttpStatusCode.OK, Ct);
        var summary = await person.Client.PostAsync<DocumentAnalysis>("api/v1/ai/summarize", body, HttpStatusCode.OK, Ct);

        (category.Class is not null, category.Fields is null, category.Summary is null).ShouldBe((true, true, true));
        (data.Fields is not null, data.Summary is null).ShouldBe((true, true));
        (summary.Summary is not null, summary.Fields is null).ShouldBe((true, true));
    }

    [Theory]
    [InlineData("{}", "validation_failed")]
    [InlineData("""{ "text": "" }""", "validation_failed")]
    [InlineData("""{ "text": "a deed", "class": "spaceship" }""", "validation_failed")]
    [InlineData("""{ "text": "a deed", "colour": "red" }""", "invalid_json")]
    [InlineData("""{ "text": """, "invalid_json")]
    public async Task Bad_questions_are_refused_with_a_reason(string body, string code)
    {
        var person = await PersonAsync(Permissions.AiUse);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await person.Client.PostAsync("api/v1/ai/categorize", content, Ct);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code, Ct);
    }

    [Fact]
    public async Task Who_may_not_use_the_ai_is_refused()
    {
        var person = await PersonAsync(Permissions.DocumentsView);
        using var answer = await person.Client.PostAsJsonAsync("api/v1/ai/categorize", new { text = "a deed" }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_taxonomy_lists_every_class_with_its_fields()
    {
        var person = await PersonAsync();
        var taxonomy = await person.Client.GetAsync<TaxonomyDto>("api/v1/ai/taxonomy", Ct);

        taxonomy.Classes.Select(c => c.Code).ShouldBe(ClassCodes.All);
        taxonomy.Classes.Single(c => c.Code == "taxForm").Subclasses.ShouldContain("w9");
        taxonomy.Classes.Single(c => c.Code == "closingDisclosure").Fields.ShouldContain(f => f.Name == "loanAmount" && f.Type == "money");
    }

    [Fact]
    public async Task What_was_read_is_analysed_and_told()
    {
        var (complete, agency) = await ReadAsync(DemoText.Of(Deed));

        complete.Failure.ShouldBeNull();
        complete.Provider.ShouldBe("local");
        var blobs = _app!.Services.GetRequiredService<IBlobStore>();
        var analysis = await blobs.GetJsonAsync<DocumentAnalysis>(complete.AnalysisBlob!, Ct);
        analysis!.Class!.Code.ShouldBe("deed");
        analysis.Fields!.ShouldStandOnTheirPages(DemoText.Of(Deed));
        (await _app.UseAsync<AiDb, int>(agency, db => db.Calls.CountAsync(Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_is_told_with_its_reason()
    {
        var (complete, _) = await ReadAsync(null);

        complete.AnalysisBlob.ShouldBeNull();
        complete.Failure.ShouldBe("The file is encrypted.");
    }

    [Fact]
    public async Task When_claude_cannot_answer_the_local_provider_does_and_the_ledger_says_so()
    {
        using var api = new MessagesApi();
        api.Refuses(401, "authentication_error", "no such key");
        var person = await PersonWithAsync(
            new() { ["Ai:Provider"] = "claude", ["Ai:Claude:ApiKey"] = "wrong", ["Ai:Claude:BaseUrl"] = api.Url },
            Permissions.AiUse, Permissions.AiLedger);
        var analysis = await person.Client.PostAsync<DocumentAnalysis>(
            "api/v1/ai/categorize", new { text = string.Join('\n', Deed) }, HttpStatusCode.OK, Ct);

        analysis.Provider.ShouldBe("local");
        var ledger = await person.Client.GetAsync<Page<AiCallDto>>("api/v1/ai/ledger", Ct);
        ledger.Items.ShouldHaveSingleItem().Outcome.ShouldBe("fallback:unauthorized");
    }

    [Fact]
    public async Task Claude_answers_where_a_key_is_known()
    {
        using var api = new MessagesApi();
        api.Answers(MessagesApi.DeedAnswer);
        var person = await PersonWithAsync(
            new() { ["ANTHROPIC_API_KEY"] = "right", ["Ai:Claude:BaseUrl"] = api.Url }, Permissions.AiUse);
        var analysis = await person.Client.PostAsync<DocumentAnalysis>(
            "api/v1/ai/categorize", new { text = string.Join('\n', Deed) }, HttpStatusCode.OK, Ct);

        analysis.Provider.ShouldBe("claude");
        api.RequestHeaders()["authorization"].ShouldBe("Bearer right");
    }

    private async Task<(AiAnalysisComplete Complete, Guid Agency)> ReadAsync(DocumentText? text)
    {
        await StartAsync([]);
        var (agency, document) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var folder = BlobKey.DocumentVersion(agency, document, 1);
        if (text is not null)
        {
            await _app!.Services.GetRequiredService<IBlobStore>().PutJsonAsync(folder + "/text.json", text, Ct);
        }

        var read = new OcrCompleted(
            document, agency, 1, folder, text is null ? null : folder + "/text.json", 1, null, text is null ? "The file is encrypted." : null, false);
        var transport = _app!.Services.GetRequiredService<IEventTransport>();
        await transport.SubscribeAsync("test", [AiAnalysisComplete.EventType], Ct);
        await _app.UseAsync<WhenOcrCompleted, HandlerOutcome>(agency, handler => handler.HandleAsync(read, Ct));
        var told = (await transport.ReceiveAsync("test", 1, Ct))[0].Event.Data;
        return (System.Text.Json.JsonSerializer.Deserialize<AiAnalysisComplete>(told, WireJson.Options)!, agency);
    }

    private Task<Person> PersonAsync(params string[] permissions) => PersonWithAsync([], permissions);

    private async Task<Person> PersonWithAsync(Dictionary<string, string?> settings, params string[] permissions)
    {
        await StartAsync(settings);
        return _app!.Person(null, permissions);
    }

    private async Task StartAsync(Dictionary<string, string?> settings) =>
        _app = await DigitalDocsApp.StartAsync(
            [ServiceEntry.Of<AiService>("ai")], settings: new AppSettings { Configuration = settings }, ct: Ct);
}
