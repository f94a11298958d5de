using DigitalDocs.Web.Pages.Search;

namespace DigitalDocs.Web.Tests.Search;

public sealed class SnippetTextTests
{
    [Fact]
    public void Marks_part_the_text_and_everything_else_is_text()
    {
        SnippetText.Split("the <mark>loan</mark> of &lt;b&gt; &amp; <mark>amount</mark>")
            .ShouldBe([("the ", false), ("loan", true), (" of <b> & ", false), ("amount", true)]);
    }

    [Theory]
    [InlineData("<mark>never closed")]
    [InlineData("</mark> only closed")]
    [InlineData("<script>alert(1)</script>")]
    public void Broken_or_foreign_markup_stays_text(string snippet)
    {
        SnippetText.Split(snippet).ShouldBe([(snippet, false)]);
    }

    [Fact]
    public void An_empty_snippet_has_no_parts()
    {
        SnippetText.Split(string.Empty).ShouldBeEmpty();
    }
}
