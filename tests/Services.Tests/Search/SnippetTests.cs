namespace DigitalDocs.Services.Tests.Search;

public sealed class SnippetTests : IAsyncDisposable
{
    private readonly SearchWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_hit_names_its_page_and_marks_the_words()
    {
        await _world.AddAsync("a.pdf", "first page", "second page with the payoff letter", "third");

        var place = _world.Search("payoff letters").Items.Single().Places.Single();

        place.Page.ShouldBe(2);
        place.Snippet.ShouldBe("second page with the <mark>payoff</mark> <mark>letter</mark>");
    }

    [Fact]
    public async Task The_page_that_holds_most_of_the_query_comes_first()
    {
        await _world.AddAsync("a.pdf", "payoff payoff payoff", "the payoff letter", "a letter");

        _world.Search("payoff letter").Items.Single().Places.Select(place => place.Page).ShouldBe([2, 1, 3], ignoreOrder: false);
    }

    [Fact]
    public async Task Only_the_phrase_is_marked_not_its_words_elsewhere()
    {
        await _world.AddAsync("a.pdf", "trust me: a deed is not yet a deed\nof trust");

        _world.Search("\"deed of trust\"").Items.Single().Places.Single().Snippet
            .ShouldBe("trust me: a deed is not yet a <mark>deed</mark> <mark>of</mark> <mark>trust</mark>");
    }

    [Fact]
    public async Task Everything_else_is_escaped()
    {
        await _world.AddAsync("a.pdf", "<script>alert('x')</script> & the <mark>lien</mark>\0 \"here\"");

        _world.Search("lien").Items.Single().Places.Single().Snippet.ShouldBe(
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; the &lt;mark&gt;<mark>lien</mark>&lt;/mark&gt; &quot;here&quot;");
    }

    [Fact]
    public async Task A_long_page_is_cut_around_the_words()
    {
        var filler = string.Concat(Enumerable.Repeat("filler words of a long page\n", 500));
        await _world.AddAsync("a.pdf", "start", filler + "the needle stands here\n" + filler);

        var place = _world.Search("needle").Items.Single().Places.Single();

        place.Page.ShouldBe(2);
        place.Snippet.ShouldContain("the <mark>needle</mark> stands here");
        place.Snippet.Length.ShouldBeLessThan(260);
    }

    [Fact]
    public async Task A_word_hyphenated_at_the_end_of_a_line_is_marked_as_it_stands()
    {
        await _world.AddAsync("a.pdf", "the deposit is refund-\nable now");

        _world.Search("refundable").Items.Single().Places.Single().Snippet
            .ShouldBe("the deposit is <mark>refund- able</mark> now");
    }
}
