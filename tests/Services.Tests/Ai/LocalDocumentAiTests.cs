using DigitalDocs.Ai;
using DigitalDocs.Ai.Local;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Services.Tests.Ai;

public sealed class LocalDocumentAiTests : DocumentAiContract
{
    [Fact]
    public async Task A_document_without_words_is_other_and_unsure()
    {
        var empty = new DocumentText([new PageText(1, 612, 792, 0, PageSource.None, "", [])], null, null);
        var analysis = (await Provider().AnalyzeAsync(new AnalysisRequest(empty), TestContext.Current.CancellationToken)).Analysis;

        analysis.Class!.Code.ShouldBe("other");
        analysis.Class.Confidence.ShouldBeLessThan(0.5);
        analysis.Fields!.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_document_of_no_pages_is_answered()
    {
        var analysis = (await Provider().AnalyzeAsync(
            new AnalysisRequest(new DocumentText([], null, null)), TestContext.Current.CancellationToken)).Analysis;

        analysis.Class!.Code.ShouldBe("other");
        analysis.Parts!.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_text_of_thousands_of_pages_is_answered()
    {
        var page = Deed.Pages[0];
        var book = new DocumentText([.. Enumerable.Range(1, 5_000).Select(n => page with { Page = n })], null, null);
        var analysis = (await Provider().AnalyzeAsync(new AnalysisRequest(book), TestContext.Current.CancellationToken)).Analysis;

        analysis.Class!.Code.ShouldBe("deed");
        analysis.Fields!.ShouldStandOnTheirPages(book);
    }

    [Theory]
    [InlineData("((((((((((((((((((((((((((((((((((((((((")]
    [InlineData("between between between between and and and by and between")]
    [InlineData("$$$$$$ 1,,,,2..3 99999999999999999999999999999999 12/99/9999")]
    [InlineData("\u0000\u202e\ufeff \ud83d\ude00 İ ß ﬁ")]
    public async Task Odd_text_is_answered(string text)
    {
        var words = DemoText.Of([.. Enumerable.Repeat(text, 300)]);
        foreach (var code in Contracts.Ai.ClassCodes.All)
        {
            var answer = await Provider().AnalyzeAsync(
                new AnalysisRequest(words, KnownClass: code), TestContext.Current.CancellationToken);
            answer.Analysis.Fields!.ShouldAllBe(f => f.Evidence.Count > 0);
        }
    }

    private protected override IDocumentAi Provider() => new LocalDocumentAi();
}
