using DigitalDocs.Contracts.Ai;
using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Indexing;
using DigitalDocs.Search.Suggesting;

namespace DigitalDocs.Services.Tests.Search;

public sealed class SuggestionTests : IAsyncDisposable
{
    private readonly SearchWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Words_go_on_as_documents_have_them_the_frequent_first()
    {
        await _world.AddAsync("a.pdf", "the disclosure and the discount");
        await _world.AddAsync("b.pdf", "a disclosure");

        Suggest("disc", SuggestionKinds.Term).ShouldBe(["disclosure", "discount"]);
        Suggest("The disc", SuggestionKinds.Term).ShouldBe(["The discount", "The disclosure"], ignoreOrder: true);
        Suggest("zebra disc", SuggestionKinds.Term).ShouldBeEmpty();
        Suggest("disclosure", SuggestionKinds.Term).ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_and_addresses_are_suggested_whole()
    {
        await _world.AddAsync(_world.Document("Smith_closing.pdf", "x") with
        {
            Fields = [new IndexedField("propertyAddress", FieldTypes.Address, "12 Maple Street, Springfield, IL 62704")],
        });

        Suggest("smi", SuggestionKinds.Name).ShouldBe(["Smith_closing.pdf"]);
        Suggest("smith clo", SuggestionKinds.Name).ShouldBe(["Smith_closing.pdf"]);
        Suggest("12 map", SuggestionKinds.Address).ShouldBe(["12 Maple Street, Springfield, IL 62704"]);
        Suggest("627", SuggestionKinds.Address).ShouldBe(["12 Maple Street, Springfield, IL 62704"]);
        Suggest("clo", SuggestionKinds.Address).ShouldBeEmpty();
    }

    private IReadOnlyList<string> Suggest(string typed, string kind) =>
        [.. _world.Index.Suggest(_world.Agency, Visibility.Everything, typed, 10).Where(s => s.Kind == kind).Select(s => s.Text)];
}
