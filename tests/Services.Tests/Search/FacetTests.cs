using DigitalDocs.Search.Querying;

namespace DigitalDocs.Services.Tests.Search;

public sealed class FacetTests : IAsyncDisposable
{
    private readonly SearchWorld _world = new();
    private readonly Guid _transaction = Guid.CreateVersion7();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Facets_count_what_was_found()
    {
        await FillAsync();

        var facets = _world.Search("lien", query => query with { Facets = Facets.Known }).Facets;

        facets["class"].ShouldBe([new FacetCount("deed", 2), new FacetCount("lease", 1)]);
        facets["transaction"].ShouldBe([new FacetCount(_transaction.ToString(), 2)]);
        facets["month"].ShouldBe([new FacetCount("2024-02", 2), new FacetCount("2024-01", 1)]);
        facets["tag"].ShouldBe([new FacetCount("urgent", 1)]);
    }

    [Fact]
    public async Task A_facet_goes_on_offering_what_its_own_filter_leaves_out()
    {
        await FillAsync();

        var result = _world.Search("lien", query => query with
        {
            Facets = ["class", "month"],
            Filter = SearchFilter.None with { Classes = ["lease"] },
        });

        result.Total.ShouldBe(1);
        result.Facets["class"].ShouldBe([new FacetCount("deed", 2), new FacetCount("lease", 1)]);
        result.Facets["month"].ShouldBe([new FacetCount("2024-02", 1)]);
    }

    [Fact]
    public async Task Filters_add_up_and_their_values_are_alternatives()
    {
        await FillAsync();

        Find(SearchFilter.None with { Classes = ["deed", "lease"] }).ShouldBe(["a.pdf", "b.pdf", "c.pdf"], ignoreOrder: true);
        Find(SearchFilter.None with { Classes = ["deed"], Transactions = [_transaction] }).ShouldBe(["a.pdf"]);
        Find(SearchFilter.None with { Tags = ["urgent"] }).ShouldBe(["a.pdf"]);
        Find(SearchFilter.None with { From = Day(2, 1) }).ShouldBe(["b.pdf", "c.pdf"], ignoreOrder: true);
        Find(SearchFilter.None with { To = Day(1, 31) }).ShouldBe(["a.pdf"]);
        Find(SearchFilter.None with { Classes = ["unknown"] }).ShouldBeEmpty();

        IReadOnlyList<string> Find(SearchFilter filter) => _world.Find("lien", query => query with { Filter = filter });
    }

    [Fact]
    public async Task Without_words_everything_is_listed_newest_first()
    {
        await FillAsync();

        _world.Find(null).ShouldBe(["c.pdf", "b.pdf", "none.pdf", "a.pdf"]);
        _world.Find("lien", query => query with { Order = SearchOrder.Oldest }).ShouldBe(["a.pdf", "b.pdf", "c.pdf"]);
    }

    private static DateTimeOffset Day(int month, int day) => new(2024, month, day, 0, 0, 0, TimeSpan.Zero);

    private async Task FillAsync()
    {
        await _world.AddAsync(_world.Document("a.pdf", "lien") with
        {
            Class = "deed",
            TransactionId = _transaction,
            Tags = ["urgent"],
            CreatedAt = Day(1, 5),
        });
        await _world.AddAsync(_world.Document("b.pdf", "lien") with { Class = "deed", CreatedAt = Day(2, 1) });
        await _world.AddAsync(_world.Document("c.pdf", "lien") with
        {
            Class = "lease",
            TransactionId = _transaction,
            CreatedAt = Day(2, 9),
        });
        await _world.AddAsync(_world.Document("none.pdf", "zebra") with { Class = "deed", CreatedAt = Day(1, 9) });
    }
}
