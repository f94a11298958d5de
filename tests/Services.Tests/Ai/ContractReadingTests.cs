using DigitalDocs.Ai;
using DigitalDocs.Ai.Local;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Services.Tests.Ai;

public sealed class ContractReadingTests
{
    [Fact]
    public async Task A_preamble_names_the_parties_with_their_roles()
    {
        var analysis = await ReadAsync(
            "SERVICES AGREEMENT",
            "This Services Agreement (this \"Agreement\") is made as of January 1, 2008, by and between North Shore",
            "Galvanizing & Coating, Inc., a Delaware corporation (\"Buyer\"), and Peter H. Keller (the \"Consultant\").",
            "WHEREAS, Buyer wishes to engage the Consultant; NOW, THEREFORE, the parties agree as follows.");

        var parties = analysis.Fields!.Where(f => f.Name == "party").Select(f => ((string?)f.Value!["name"], (string?)f.Value["role"]));
        parties.ShouldBe([("North Shore Galvanizing and Coating, Inc.", "buyer"), ("Peter H. Keller", "consultant")]);
    }

    [Theory]
    [InlineData("This Agreement shall be governed by and construed in accordance with the laws of the State of New York.", "New York")]
    [InlineData("The validity of this letter is governed by Oregon law.", "Oregon")]
    [InlineData("This Agreement is governed by the internal laws of the Commonwealth of Massachusetts.", "Massachusetts")]
    [InlineData("This Agreement shall be interpreted under the laws of England and Wales.", "England and Wales")]
    public async Task The_governing_law_is_the_name_of_the_place(string clause, string place) =>
        Value(await ReadAsync("CONFIDENTIALITY AGREEMENT", "This Agreement is between Alder Inc. and Birch LLC.", clause), "governingLaw")
            .ShouldBe(place);

    [Theory]
    [InlineData("This Agreement shall expire two (2) years from the date hereof.", "2 years")]
    [InlineData("The obligations of confidentiality hereunder continue for a period of one (1) year from the date hereof.", "1 year")]
    public async Task The_term_is_how_long_the_agreement_runs(string clause, string term) =>
        Value(await ReadAsync("CONFIDENTIALITY AGREEMENT", "This Agreement is between Alder Inc. and Birch LLC.", clause), "term").ShouldBe(term);

    [Fact]
    public async Task A_term_for_something_else_is_not_the_agreements() =>
        Value(
            await ReadAsync(
                "CONFIDENTIALITY AGREEMENT",
                "This Agreement is between Alder Inc. and Birch LLC.",
                "For twelve months Birch shall not solicit employees of Alder."),
            "term").ShouldBeNull();

    [Fact]
    public async Task A_value_over_two_lines_has_a_quote_for_each()
    {
        var text = DemoText.Of(
            "CONFIDENTIALITY AGREEMENT",
            "This Agreement is made as of January 1, 2008 by and between North Shore",
            "Galvanizing Company, Inc. and Birch LLC.");
        var analysis = (await new LocalDocumentAi().AnalyzeAsync(new AnalysisRequest(text, KnownClass: "contract"), default)).Analysis;

        var party = analysis.Fields!.First(f => f.Name == "party");
        party.Evidence.Select(e => e.Quote).ShouldBe(["North Shore", "Galvanizing Company, Inc."]);
        analysis.Fields!.ShouldStandOnTheirPages(text);
    }

    private static string? Value(DocumentAnalysis analysis, string field) =>
        analysis.Fields!.FirstOrDefault(f => f.Name == field)?.Value?.GetValue<string>();

    private static async Task<DocumentAnalysis> ReadAsync(params string[] lines) =>
        (await new LocalDocumentAi().AnalyzeAsync(new AnalysisRequest(DemoText.Of(lines), KnownClass: "contract"), default)).Analysis;
}
