using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Querying;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Search;

public sealed class RelevanceTests
{
    private const double Bm25 = 0.385;

    [Fact]
    public async Task Questions_are_answered_better_than_by_plain_ranking_also_with_typos()
    {
        var cranfield = Cranfield.Read(SharedData.Require("search/cranfield"));
        await using var world = new SearchWorld();
        var numbers = cranfield.Abstracts.ToDictionary(_ => Guid.CreateVersion7());
        await world.Index.IndexAsync(
            [.. numbers.Select(pair => world.Document(pair.Value.Title, pair.Value.Text) with { Id = pair.Key })],
            TestContext.Current.CancellationToken);

        var clean = cranfield.Ndcg(Find);
        var misspelt = cranfield.Ndcg(question => Find(Misspelling.Everywhere(question, 1)));

        clean.ShouldBeGreaterThanOrEqualTo(Bm25);
        misspelt.ShouldBeGreaterThanOrEqualTo(0.97 * clean);

        IEnumerable<int> Find(string question) => world.Index
            .Search(new SearchQuery(world.Agency, Visibility.Everything, question) { Limit = 10 })
            .Result!.Items.Select(item => numbers[item.Id].Number);
    }
}
