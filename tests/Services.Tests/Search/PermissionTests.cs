using CsCheck;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Platform.Http;
using DigitalDocs.Search;
using DigitalDocs.Search.Indexing;
using DigitalDocs.Search.Querying;

namespace DigitalDocs.Services.Tests.Search;

/// <summary>The answer is that of an index which holds nothing but what the caller may see.</summary>
public sealed class PermissionTests
{
    private static readonly string[] Words = ["deed", "deeds", "trust", "lien", "loan", "closing", "escrow", "title", "secret", "settlement"];
    private static readonly string[] Queries =
    [
        "deed", "deed trust", "\"deed trust\"", "deed -lien", "secret", "secrt", "closng", "lien OR loan", "name:loan",
        "borrower:deed", "who has the deed and the trust and the title of the loan", "setlement", "cl*", "", "-secret",
    ];

    private static readonly Gen<string> Word = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);
    private static readonly Gen<string> Text = Word.Array[0, 12].Select(words => string.Join(' ', words));

    private static readonly Gen<World> Worlds = Gen.Select(
        Gen.Select(Text, Text, Word, Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 2]).Array[1, 25],
        Gen.Int[0, 31], Gen.Int[0, 3], Gen.Bool.Array[25, 25], Gen.Bool,
        (documents, grants, user, shared, isAll) => new World(documents, grants, user, shared, isAll));

    [Fact]
    public Task Hidden_documents_leave_no_trace() => Worlds.SampleAsync(world => world.CheckAsync(), iter: 60, threads: 1);

    [Fact]
    public async Task Agencies_do_not_see_each_other()
    {
        await using var world = new SearchWorld();
        await world.AddAsync("secret_name.pdf", "secret words");
        var foreign = Guid.CreateVersion7();
        await world.AddAsync(world.Document("own.pdf", "words") with { AgencyId = foreign });

        var (result, _) = world.Index.Search(new SearchQuery(foreign, Visibility.Everything, "secret"));

        result!.Total.ShouldBe(0);
        world.Index.Search(new SearchQuery(foreign, Visibility.Everything, null)).Result!.Total.ShouldBe(1);
        world.Index.Search(new SearchQuery(foreign, Visibility.Everything, "secrte")).Result!.DidYouMean.ShouldBeNull();
        world.Index.Suggest(foreign, Visibility.Everything, "sec", 10).ShouldBeEmpty();
    }

    private sealed record World(
        (string Page, string Second, string Name, int GrantSet, int Owner, int Class)[] Documents,
        int Grants,
        int User,
        bool[] Shared,
        bool IsAll)
    {
        public async Task CheckAsync()
        {
            await using var world = new SearchWorld();
            await using var only = new SearchWorld();
            var grantSets = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
            var users = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToArray();
            var documents = Documents.Select((d, i) => Document(world.Agency, d, i, grantSets, users)).ToArray();
            var visibility = new Visibility(
                IsAll,
                users[User],
                grantSets.Where((_, i) => (Grants & (1 << i)) != 0).ToHashSet(),
                documents.Where((_, i) => Shared[i] && i % 5 == 0).Select(document => document.Id).ToHashSet());

            // One by one here, at once there: how they were written must not show either.
            var visible = documents.Where(d => visibility.Sees(d.Id, d.GrantSetId, d.OwnerId)).ToArray();
            foreach (var document in documents)
            {
                await world.Index.IndexAsync([document], CancellationToken.None);
            }

            if (visible.Length > 0)
            {
                await only.Index.IndexAsync([.. visible], CancellationToken.None);
            }

            foreach (var text in Queries)
            {
                var all = Answer(world.Index, world.Agency, visibility, text);
                all.ShouldBe(Answer(only.Index, world.Agency, Visibility.Everything, text), text);
            }

            world.Search("", q => q with { Visibility = visibility }).Total.ShouldBe(visible.Length);
            foreach (var typed in (string[])["se", "d", "deed t", "loa", "12 m"])
            {
                world.Index.Suggest(world.Agency, visibility, typed, 10).ToHashSet()
                    .ShouldBe(only.Index.Suggest(world.Agency, Visibility.Everything, typed, 10).ToHashSet(), typed);
            }
        }

        private static IndexedDocument Document(
            Guid agency, (string Page, string Second, string Name, int GrantSet, int Owner, int Class) d, int i, Guid[] grantSets, Guid[] users) => new(
            Guid.CreateVersion7(), agency, 1, grantSets[d.GrantSet], users[d.Owner], $"{d.Name}_{i}.pdf",
            ((string[])["deed", "lease", "other"])[d.Class], null, DateTimeOffset.UnixEpoch.AddDays(i * 20), [d.Name],
            [new IndexedField("borrower", FieldTypes.Party, d.Name), new IndexedField("premises", FieldTypes.Address, $"{i} Main {d.Name}")],
            [new IndexedPage(1, d.Page), new IndexedPage(2, d.Second)]);

        private static string Answer(EmbeddedSearchIndex index, Guid agency, Visibility visibility, string text)
        {
            var (result, _) = index.Search(new SearchQuery(agency, visibility, text) { Facets = Facets.Known, Limit = 100 });
            return System.Text.Json.JsonSerializer.Serialize(new
            {
                result!.Total,
                Items = result.Items.Select(item => new { item.Id, item.Score, item.Places }),
                result.Facets,
                result.DidYouMean,
            });
        }
    }
}
