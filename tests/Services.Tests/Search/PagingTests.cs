using DigitalDocs.Platform.Http;
using DigitalDocs.Search;
using DigitalDocs.Search.Querying;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigitalDocs.Services.Tests.Search;

public sealed class PagingTests : IAsyncDisposable
{
    private readonly SearchWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("lien title", "Relevance")]
    [InlineData("lien", "Newest")]
    [InlineData(null, "Oldest")]
    public async Task Pages_put_together_are_the_whole_also_while_documents_come(string? text, string sort)
    {
        var order = Enum.Parse<SearchOrder>(sort);
        var random = new Random(3);
        await _world.Index.IndexAsync(
            [.. Enumerable.Range(0, 150).Select(i => _world.Document($"d{i}.pdf", string.Join(
                ' ', Enumerable.Repeat("lien", 1 + random.Next(5)).Concat(Enumerable.Repeat("title", 1 + random.Next(5)))
                    .Concat(Enumerable.Repeat("filler", random.Next(30))))))],
            TestContext.Current.CancellationToken);
        var whole = _world.Find(text, query => query with { Order = order, Limit = 200 });

        var pages = new List<string>();
        SearchPosition? after = null;
        do
        {
            var page = _world.Search(text, query => query with { Order = order, Limit = 7, After = after });
            page.Total.ShouldBe(150);
            pages.AddRange(page.Items.Select(item => item.Name));
            after = page.Next;
            await _world.AddAsync("late.pdf", "lien title lien title");
        }
        while (after is not null);

        pages.ShouldBe(whole);
    }

    [Fact]
    public async Task A_search_that_takes_too_long_answers_with_what_it_has()
    {
        await using var hurried = new SearchWorld(TimeSpan.Zero);
        await hurried.AddAsync("a.pdf", "words and more");

        var (result, _) = hurried.Index.Search(new SearchQuery(hurried.Agency, Visibility.Everything, "words -more"));

        result!.Partial.ShouldBeTrue();
        result.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_found_says_its_page_however_little_time_was_left()
    {
        await _world.AddAsync("a.pdf", "first page", "the pest inspection fee");

        for (var asks = 1; asks <= 40; asks++)
        {
            await using var index = new EmbeddedSearchIndex(
                _world.FilePath, TimeSpan.FromMilliseconds(asks), new ClockThatIsAsked(), NullLoggerFactory.Instance);
            var (result, _) = index.Search(new SearchQuery(_world.Agency, Visibility.Everything, "\"pest inspection\""));

            result!.Items.ShouldAllBe(found => found.Places.Count > 0 && found.Places[0].Page == 2);
            (result.Items.Count == 1 || result.Partial).ShouldBeTrue();
        }
    }

    /// <summary>A millisecond passes each time somebody asks.</summary>
    private sealed class ClockThatIsAsked : TimeProvider
    {
        private long _asked;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => ++_asked;
    }
}
