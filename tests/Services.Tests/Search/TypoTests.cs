namespace DigitalDocs.Services.Tests.Search;

public sealed class TypoTests : IAsyncDisposable
{
    private readonly SearchWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("clsoing", "closing")]
    [InlineData("closng", "closing")]
    [InlineData("disclosuer", "disclosure")]
    [InlineData("dislcosrue", "disclosure")]
    [InlineData("clossing disclosure", "closing disclosure")]
    [InlineData("Clossing date -foo", "closing date -foo")]
    public async Task A_typo_is_mended_and_said(string typed, string meant)
    {
        await _world.AddAsync("it.pdf", "the closing disclosure and its date");

        var result = _world.Search(typed);

        result.Items.Select(item => item.Name).ShouldBe(["it.pdf"]);
        result.DidYouMean.ShouldBe(meant);
    }

    [Theory]
    [InlineData("deet")]
    [InlineData("clsiong")]
    [InlineData("2024-01824")]
    [InlineData("162001")]
    [InlineData("\"clsoing disclosure\"")]
    public async Task What_is_too_far_off_or_a_number_or_in_quotes_is_not(string typed)
    {
        await _world.AddAsync("it.pdf", "dee the closing disclosure 2024-01823 for 162000");

        var result = _world.Search(typed == "deet" ? "ded" : typed);

        result.Items.ShouldBeEmpty();
        result.DidYouMean.ShouldBeNull();
    }

    [Fact]
    public async Task A_word_that_is_there_is_never_mended()
    {
        await _world.AddAsync("rare.pdf", "a lane");
        await _world.AddAsync("often.pdf", "a loan, a lease, a lien");

        var result = _world.Search("lane");

        result.Items.Select(item => item.Name).ShouldBe(["rare.pdf"]);
        result.DidYouMean.ShouldBeNull();
    }
}
