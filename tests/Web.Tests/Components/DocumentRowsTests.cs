using Bunit;
using DigitalDocs.Web.Components;

namespace DigitalDocs.Web.Tests.Components;

public sealed class DocumentRowsTests : WebContext
{
    [Fact]
    public void A_row_says_what_it_is_and_why_it_needs_attention()
    {
        var rows = Render<DocumentRows>(parameters => parameters
            .Add(p => p.Items, [Samples.Item("deed.pdf", "attention", "The scan is too faint.")]));

        var row = rows.Find("[data-testid=document-row]");
        rows.Find("[data-testid=document-row] a").GetAttribute("href").ShouldBe($"documents/{Samples.DocumentId}");
        row.TextContent.ShouldContain("deed.pdf");
        row.TextContent.ShouldContain("Deed");
        row.TextContent.ShouldContain("The scan is too faint.");
        rows.Find("[data-testid=status]").GetAttribute("data-status").ShouldBe("attention");
    }
}
