using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Search;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Search;

public sealed class SearchServiceTests : IAsyncLifetime
{
    private SearchApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await SearchApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_document_is_found_by_name_at_once_and_by_its_words_once_read()
    {
        var person = _app.Agent();
        var document = SearchApp.State(person, "CD_Smith.pdf");
        await _app.PublishAsync(document.AgencyId, new DocumentUploaded(
            document.Id, document.AgencyId, 1, document.Name, document.MediaType, 1, "hash", "folder", document));
        await SearchApp.FoundAsync(person, "q=smith", 1);

        var key = await _app.ReadAsync(document, "page one", "the payoff\namount of $162,000");
        await _app.ChangeAsync(document with { Revision = 2, TextBlob = key, ClassCode = "payoffLetter" });

        var answer = await SearchApp.FoundAsync(person, "q=%22payoff%20amount%22&facets=class,month", 1);
        var item = answer.Items.Single();
        item.DocumentId.ShouldBe(document.Id);
        item.Class.ShouldBe("payoffLetter");
        item.Hits.ShouldBe([new SearchHit(2, "the <mark>payoff</mark> <mark>amount</mark> of $162,000")]);
        answer.Facets["class"].Single().ShouldBe(new FacetValue("payoffLetter", 1));
        answer.Partial.ShouldBeFalse();
    }

    [Fact]
    public async Task A_deleted_document_is_gone_whatever_comes_late()
    {
        var person = _app.Agent();
        var document = SearchApp.State(person, "lien.pdf");
        await _app.ChangeAsync(document);
        await SearchApp.FoundAsync(person, "q=lien", 1);

        await _app.PublishAsync(document.AgencyId, new DocumentDeleted(document.Id, document.AgencyId, 7));
        await SearchApp.FoundAsync(person, "q=lien", 0);
        await _app.ChangeAsync(document with { Revision = 6 });
        await _app.ChangeAsync(SearchApp.State(person, "marker.pdf"));
        await SearchApp.FoundAsync(person, "q=marker", 1);

        (await SearchApp.SearchAsync(person, "q=lien")).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Others_find_nothing_neither_in_the_agency_nor_outside()
    {
        var person = _app.Agent();
        await _app.ChangeAsync(SearchApp.State(person, "confidential.pdf"));
        await SearchApp.FoundAsync(person, "q=confidential", 1);

        foreach (var other in (Person[])[_app.Agent(person.AgencyId), _app.Agent()])
        {
            (await SearchApp.SearchAsync(other, "q=confidential&facets=class,month,tag,transaction")).Total.ShouldBe(0);
            (await SearchApp.SearchAsync(other, "q=confidentail")).DidYouMean.ShouldBeNull();
            // Only the word they typed themselves a moment ago.
            (await SuggestAsync(other, "conf")).ShouldAllBe(suggestion => suggestion.Kind == "recent");
        }
    }

    [Fact]
    public async Task Own_searches_come_back_as_suggestions()
    {
        var person = _app.Agent();
        await _app.ChangeAsync(SearchApp.State(person, "deed_of_trust.pdf"));
        await SearchApp.FoundAsync(person, "q=deed%20trust", 1);

        await Eventually.ValueAsync(() => RecentAsync(person), recent => recent.Contains("deed trust"), "the search", Ct);
        (await SuggestAsync(person, "dee")).ShouldContain(new Suggestion("deed trust", "recent"));
        (await SuggestAsync(person, "dee")).ShouldContain(new Suggestion("deed_of_trust.pdf", "name"));
        (await RecentAsync(_app.Agent(person.AgencyId))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tree_finds_what_text_finds()
    {
        var person = _app.Agent();
        var document = SearchApp.State(person, "a.pdf") with { Fields = [new FieldText("loanAmount", "money", "162000.00 USD")] };
        await _app.ChangeAsync(document with { TextBlob = await _app.ReadAsync(document, "the deed of trust") });
        await SearchApp.FoundAsync(person, "q=deed", 1);

        (await TreeAsync(person, """{ "and": [{ "phrase": "deed of trust" }, { "range": { "field": "loanAmount", "from": "100" } }] }""")).ShouldBe(1);
        (await TreeAsync(person, """{ "and": [{ "words": "deed" }, { "not": { "exists": "loanAmount" } }] }""")).ShouldBe(0);
        (await TreeAsync(person, """{ "or": [{ "words": "zebra" }, { "field": { "name": "name", "value": "a" } }] }""")).ShouldBe(1);
    }

    [Theory]
    [InlineData("q=colour:blue", "validation_failed")]
    [InlineData("facets=colour", "validation_failed")]
    [InlineData("transactionId=nope", "validation_failed")]
    [InlineData("from=tomorrow", "validation_failed")]
    [InlineData("sort=size", "validation_failed")]
    [InlineData("limit=0", "validation_failed")]
    [InlineData("limit=many", "unreadable")]
    [InlineData("cursor=forged", "invalid_cursor")]
    public async Task What_cannot_be_searched_is_explained(string query, string code)
    {
        var answer = await _app.Agent().Client.GetAsync($"api/v1/search/documents?{query}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        problem.GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Pages_follow_by_cursor()
    {
        var person = _app.Agent();
        for (var i = 0; i < 5; i++)
        {
            await _app.ChangeAsync(SearchApp.State(person, $"lien{i}.pdf"));
        }

        await SearchApp.FoundAsync(person, "q=lien*", 5);
        var first = await SearchApp.SearchAsync(person, "q=lien*&limit=3");
        var second = await SearchApp.SearchAsync(person, $"q=lien*&limit=3&cursor={Uri.EscapeDataString(first.NextCursor!)}");

        first.Items.Concat(second.Items).Select(item => item.Name).Distinct().Count().ShouldBe(5);
        second.NextCursor.ShouldBeNull();
    }

    [Fact]
    public async Task Searching_needs_its_permission()
    {
        var answer = await _app.WithoutPermission().Client.GetAsync("api/v1/search/documents?q=a", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<int> TreeAsync(Person person, string tree)
    {
        using var body = new StringContent($$"""{ "query": {{tree}} }""", System.Text.Encoding.UTF8, "application/json");
        var answer = await person.Client.PostAsync("api/v1/search/advanced", body, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("total").GetInt32();
    }

    private static async Task<IReadOnlyList<Suggestion>> SuggestAsync(Person person, string typed) =>
        (await person.Client.GetAsync<SuggestionsAnswer>($"api/v1/search/suggestions?q={typed}", Ct)).Items;

    private static async Task<IReadOnlyList<string>> RecentAsync(Person person) =>
        [.. (await person.Client.GetAsync<SuggestionsAnswer>("api/v1/search/recent", Ct)).Items.Select(item => item.Text)];
}
