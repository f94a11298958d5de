using DigitalDocs.Ai;
using DigitalDocs.Ai.Local;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Services.Tests.Ai;

/// <summary>Ways in which forms set labels and values, whoever printed them.</summary>
public sealed class FormKindsTests
{
    [Theory]
    [InlineData("Loan Amount ......................... $310,500.00")]
    [InlineData("Loan Amount: $310,500.00")]
    [InlineData("Loan Amount - 310,500.00")]
    [InlineData("LOAN AMOUNT\n$ 310,500.00")]
    public async Task A_value_is_found_whatever_leads_to_it(string lines)
    {
        var fields = await ReadAsync("closingDisclosure", ["Closing Disclosure", .. lines.Split('\n')]);

        fields.Single(f => f.Name == "loanAmount").Value!["amount"]!.GetValue<string>().ShouldBe("310500.00");
    }

    [Theory]
    [InlineData("File No./Escrow No. - 25-92058", "25-92058")]
    [InlineData("File No./Escrow No.: 24-46296R", "24-46296R")]
    public async Task Labels_with_alternatives_and_signs_are_labels(string line, string number)
    {
        var fields = await ReadAsync("settlementStatement", ["Settlement Statement", line]);

        fields.Single(f => f.Name == "fileNumber").Value!.GetValue<string>().ShouldBe(number);
    }

    [Fact]
    public async Task The_next_label_is_no_value()
    {
        var fields = await ReadAsync("bankStatement", ["Account Statement", "Account Owner", "Account Number", "Statement Period"]);

        fields.ShouldNotContain(f => f.Name == "accountHolder");
    }

    [Fact]
    public async Task A_form_that_nobody_filled_in_has_no_values()
    {
        var fields = await ReadAsync(
            "taxForm",
            [
                "Form W-9 (Rev. March 2024) Department of the Treasury Internal Revenue Service",
                "Request for Taxpayer Identification Number and Certification",
                "1 Name of entity/individual. An entry is required. (For a sole proprietor, enter the owner's name.)",
                "2 Business name/disregarded entity name, if different from above.",
                "3a Check the appropriate box. [ ] Individual/sole proprietor [ ] C corporation [ ] S corporation",
                "5 Address (number, street, and apt. or suite no.). See instructions.",
                "6 City, state, and ZIP code",
                "Part I Taxpayer Identification Number (TIN)",
            ]);

        fields.ShouldBeEmpty(string.Join('\n', fields.Select(f => $"{f.Name} = {f.Value}")));
    }

    [Theory]
    [InlineData("Interest Rate: 650 %")]
    [InlineData("Interest Rate: 0 %")]
    public async Task A_rate_that_no_loan_bears_is_not_told(string line)
    {
        var analysis = await AskAsync("promissoryNote", ["Promissory Note", line]);

        analysis.Fields!.ShouldNotContain(f => f.Name == "interestRate");
        analysis.Summary!.ShouldNotContain("650");
    }

    [Theory]
    [InlineData("This Mortgage is made by Wei T. MacDonald (\"Mortgagor\"), in favor of Wabash Valley Federal Credit Union (\"Mortgagee\").", "Wei T. MacDonald", "Wabash Valley Federal Credit Union")]
    [InlineData("This Mortgage is given by Katherine van der Berg (the \"Borrower\") to Cardinal Home Lending, LP (\"Lender\").", "Katherine van der Berg", "Cardinal Home Lending, LP")]
    public async Task Roles_given_in_the_running_text_are_read(string sentence, string grantor, string lender)
    {
        var fields = await ReadAsync("deedOfTrust", ["MORTGAGE", sentence]);

        fields.First(f => f.Name == "grantor").Value!["name"]!.GetValue<string>().ShouldBe(grantor);
        fields.First(f => f.Name == "lender").Value!["name"]!.GetValue<string>().ShouldBe(lender);
    }

    [Fact]
    public async Task A_trust_is_a_name_though_it_begins_with_an_article()
    {
        var fields = await ReadAsync("closingDisclosure", ["Closing Disclosure", "Borrower: The van der Berg Family Trust"]);

        fields.Single(f => f.Name == "borrower").Value!["name"]!.GetValue<string>().ShouldBe("The van der Berg Family Trust");
    }

    [Theory]
    [InlineData("17338 N 14th St, Apt 27B\nSanta Fe, NM 87501", "17338 N 14th St, Apt 27B, Santa Fe, NM 87501")]
    [InlineData("220 County Road 12\nCharleston, WV 25301", "220 County Road 12, Charleston, WV 25301")]
    public void Street_and_town_are_parted_where_the_writer_parted_them(string text, string formatted) =>
        ((string?)DigitalDocs.Ai.Local.Values.Addresses.In(text).Single().Value["formatted"]).ShouldBe(formatted);

    private static async Task<IReadOnlyList<FieldValue>> ReadAsync(string known, string[] lines) => (await AskAsync(known, lines)).Fields!;

    private static async Task<DocumentAnalysis> AskAsync(string known, string[] lines)
    {
        var text = DemoText.Of(lines);
        var analysis = (await new LocalDocumentAi().AnalyzeAsync(
            new AnalysisRequest(text, KnownClass: known), TestContext.Current.CancellationToken)).Analysis;
        analysis.Fields!.ShouldStandOnTheirPages(text);
        return analysis;
    }
}
