using DigitalDocs.Platform.Http;
using DigitalDocs.Search;
using DigitalDocs.Search.Indexing;
using DigitalDocs.Search.Querying;

namespace DigitalDocs.Services.Tests.Search;

public sealed class WritingTests : IAsyncDisposable
{
    private readonly SearchWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_newer_version_replaces_the_one_before()
    {
        var first = await _world.AddAsync("draft.pdf", "early words");
        await _world.AddAsync(first with { Version = 2, Name = "final.pdf", Pages = [new IndexedPage(1, "late words")] });

        _world.Find("words").ShouldBe(["final.pdf"]);
        _world.Find("early").ShouldBeEmpty();
    }

    [Fact]
    public async Task Late_news_of_an_older_version_changes_nothing()
    {
        var first = _world.Document("draft.pdf", "early words");
        await _world.AddAsync(first with { Version = 2, Name = "final.pdf", Pages = [new IndexedPage(1, "late words")] });
        await _world.AddAsync(first);

        _world.Find("words").ShouldBe(["final.pdf"]);
        _world.Find("early").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_news_twice_is_the_same_as_once()
    {
        var document = await _world.AddAsync("a.pdf", "words");
        await _world.AddAsync(document);

        _world.Search("words").Total.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_removed_stays_away()
    {
        var document = await _world.AddAsync("a.pdf", "words");
        await RemoveAsync(document, 5);
        await _world.AddAsync(document with { Version = 4 });

        _world.Search("words").Total.ShouldBe(0);
        _world.Search(null).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_removal_before_the_first_news_counts()
    {
        var document = _world.Document("a.pdf", "words");
        await RemoveAsync(document, 5);
        await _world.AddAsync(document);

        _world.Search("words").Total.ShouldBe(0);
    }

    [Fact]
    public async Task Another_process_on_the_same_file_sees_and_writes_the_same()
    {
        await using var other = _world.Open();
        var document = await _world.AddAsync("a.pdf", "words");
        Total(other).ShouldBe(1);

        await other.IndexAsync([document with { Version = 2 }, _world.Document("b.pdf", "words")], TestContext.Current.CancellationToken);
        Total(other).ShouldBe(2);
        Total(_world.Index).ShouldBe(2);

        int Total(EmbeddedSearchIndex index) =>
            index.Search(new SearchQuery(_world.Agency, Visibility.Everything, "words")).Result!.Total;
    }

    [Fact]
    public async Task Many_small_writes_are_merged_and_still_found()
    {
        var documents = Enumerable.Range(0, 200)
            .Select(i => _world.Document($"d{i}.pdf", $"common word{i} text", $"unique{i % 7} page")).ToList();
        foreach (var document in documents)
        {
            await _world.AddAsync(document);
        }

        foreach (var document in documents.Where((_, i) => i % 3 == 0))
        {
            await _world.AddAsync(document with { Version = 2, Pages = [new IndexedPage(1, "common changed")] });
        }

        await _world.Index.SettleAsync();

        Segments().ShouldBeLessThan(30);
        _world.Search("common").Total.ShouldBe(200);
        _world.Search("changed").Total.ShouldBe(67);
        _world.Search("\"common word199 text\"").Total.ShouldBe(1);
        _world.Search("word198").Total.ShouldBe(0);
        _world.Search("\"unique3 page\"").Total.ShouldBe(documents.Where((_, i) => i % 3 != 0 && i % 7 == 3).Count());
    }

    [Fact]
    public async Task Writers_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => _world.AddAsync($"d{i}.pdf", "words"))));

        _world.Search("words").Total.ShouldBe(60);
    }

    [Fact]
    public async Task A_reopened_index_is_the_same()
    {
        await _world.AddAsync("a.pdf", "words");
        await _world.Index.DisposeAsync();
        await using var again = _world.Open();

        again.Search(new SearchQuery(_world.Agency, Visibility.Everything, "words")).Result!.Total.ShouldBe(1);
    }

    private long Segments()
    {
        using var connection = new IndexConnection(_world.FilePath);
        return connection.Prepare("SELECT count(*) FROM segment WHERE state = 1").Number()!.Value;
    }

    private Task RemoveAsync(IndexedDocument document, long version) => _world.Index.RemoveAsync(
        new RemovedDocument(document.Id, document.AgencyId, version), TestContext.Current.CancellationToken);
}
