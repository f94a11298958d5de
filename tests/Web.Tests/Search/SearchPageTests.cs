using Bunit;
using DigitalDocs.Web.Pages.Search;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Web.Tests.Search;

public sealed class SearchPageTests : WebContext
{
    private const string Plain = "GET /api/v1/search/documents?q=loan&facets=class%2Ctransaction%2Cmonth&limit=20";

    private const string Answer = """
        {"total":1,"items":[{"documentId":"0190aaaa-0000-7000-8000-000000000001","name":"CD.pdf","class":"closingDisclosure","score":1,
         "hits":[{"page":3,"snippet":"the <mark>loan</mark> amount"}]}],
         "facets":{"class":[{"value":"closingDisclosure","count":1}],"month":[{"value":"2026-02","count":1}]},
         "didYouMean":"loans","tookMs":3,"partial":false,"nextCursor":null}
        """;

    [Fact]
    public void A_hit_opens_on_its_page_with_the_words()
    {
        Server.Answers(Plain, Answer);

        var page = Open("/search?q=loan");

        page.WaitForAssertion(() => page.Find("[data-testid=search-hit-page]").GetAttribute("href")
            .ShouldBe($"documents/{Samples.DocumentId}?page=3&q=loan"));
        page.Find("mark").TextContent.ShouldBe("loan");
        page.Find("[data-testid=did-you-mean]").TextContent.ShouldBe("loans");
    }

    [Fact]
    public void A_chosen_month_becomes_its_first_and_last_day()
    {
        Open("/search?q=loan&month=2026-02");

        Server.Asked.Select(asked => asked.Request).ShouldContain(
            "GET /api/v1/search/documents?q=loan&from=2026-02-01&to=2026-02-28&facets=class%2Ctransaction%2Cmonth&limit=20");
    }

    [Fact]
    public void Several_kinds_are_asked_together()
    {
        Open("/search?q=loan&class=deed&class=lease");

        Server.Asked.Select(asked => asked.Request).ShouldContain(
            "GET /api/v1/search/documents?q=loan&class=deed%2Clease&facets=class%2Ctransaction%2Cmonth&limit=20");
    }

    private IRenderedComponent<SearchPage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<SearchPage>();
    }
}
