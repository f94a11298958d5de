using Bunit;
using DigitalDocs.Web.Pages.Documents;

namespace DigitalDocs.Web.Tests.Documents;

public sealed class PageViewerTests : WebContext
{
    [Fact]
    public void The_lit_place_stands_on_its_fractions_of_the_page()
    {
        var field = Samples.Money("loanAmount", "162000.00", 2);

        var viewer = Render<PageViewer>(parameters => parameters
            .Add(p => p.Document, Samples.Document(field))
            .Add(p => p.Page, 2)
            .Add(p => p.Lit, new LitPlace(field, field.Evidence[0])));

        viewer.Find("[data-testid=evidence-box]").GetAttribute("style")
            .ShouldBe("left:9.5%;top:19.5%;width:31%;height:3%");
    }

    [Fact]
    public void A_place_on_another_page_is_not_shown()
    {
        var field = Samples.Money("loanAmount", "162000.00", 2);

        var viewer = Render<PageViewer>(parameters => parameters
            .Add(p => p.Document, Samples.Document(field))
            .Add(p => p.Page, 1)
            .Add(p => p.Lit, new LitPlace(field, field.Evidence[0])));

        viewer.FindAll("[data-testid=evidence-box]").ShouldBeEmpty();
    }

    [Fact]
    public void Words_of_a_search_are_lit_on_the_page()
    {
        Server.Answers(
            $"GET /api/v1/documents/{Samples.DocumentId}/words?page=4",
            """{"page":4,"width":612,"height":792,"words":[{"text":"Loan","box":[0.1,0.1,0.1,0.01],"confidence":1},{"text":"other","box":[0.5,0.5,0.1,0.01],"confidence":1}]}""");

        var viewer = Render<PageViewer>(parameters => parameters
            .Add(p => p.Document, Samples.Document())
            .Add(p => p.Page, 4)
            .Add(p => p.Words, "loan"));

        viewer.WaitForAssertion(() => viewer.FindAll(".word-hit").Count.ShouldBe(1));
    }
}
