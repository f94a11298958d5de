using DigitalDocs.Contracts.Ai;
using DigitalDocs.Search.Indexing;

namespace DigitalDocs.Services.Tests.Search;

public sealed class FindingTests : IAsyncDisposable
{
    private readonly SearchWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("mortgage", "the mortgages were recorded")]
    [InlineData("closing costs", "Costs of the closing")]
    [InlineData("RESUME", "résumé of the parties")]
    [InlineData("final", "the ﬁnal amount")]
    [InlineData("refundable", "a fee that is refund-\nable at closing")]
    [InlineData("non-refundable", "a nonrefundable deposit")]
    [InlineData("email", "send an e-mail to the lender")]
    [InlineData("W9", "Form W-9 (Rev. 2018)")]
    [InlineData("W-9", "form w9 attached")]
    [InlineData("\"deed of trust\"", "this Deed of\nTrust is made")]
    [InlineData("\"deeds of trust\"", "this deed of trust")]
    [InlineData("$162,000", "the loan amount is 162000.00 dollars")]
    [InlineData("162000", "Loan Amount $162,000")]
    [InlineData("\"Loan Amount $162,000\"", "Loan Amount $162,000 is due")]
    [InlineData("2024-01823", "File No. 2024-01823")]
    [InlineData("12-345-678.000", "parcel 12-345-678.000 in the county")]
    [InlineData("3.875%", "a rate of 3.875 % a year")]
    [InlineData("O'Brien", "signed by Mr. O’Brien")]
    [InlineData("buyer", "the buyer's agent")]
    [InlineData("Müller", "Frau Muller")]
    [InlineData("discl*", "the disclosures")]
    [InlineData("the", "the")]
    [InlineData("closing OR nothing", "only closing here")]
    [InlineData("\"unbalanced quote", "an unbalanced quote here")]
    [InlineData("Re: closing", "re closing of today")]
    public async Task Words_are_found_as_people_write_them(string query, string text)
    {
        await _world.AddAsync("it.pdf", text);
        await _world.AddAsync("other.pdf", "zebra");

        _world.Find(query).ShouldBe(["it.pdf"]);
    }

    [Theory]
    [InlineData("2024-01824", "File No. 2024-01823")]
    [InlineData("162001", "Loan Amount $162,000")]
    [InlineData("\"trust deed\"", "deed of trust")]
    [InlineData("\"of trust deed\"", "deed of trust")]
    [InlineData("2024-01823", "in 2024 then 01823 and 01823 2024")]
    [InlineData("closing -costs", "closing costs")]
    [InlineData("closing -\"the costs\"", "closing the costs")]
    public async Task What_is_not_there_is_not_found(string query, string text)
    {
        await _world.AddAsync("it.pdf", text);
        await _world.AddAsync("missing.pdf", "missing 162001");

        _world.Find(query).ShouldNotContain("it.pdf");
    }

    [Theory]
    [InlineData("smith")]
    [InlineData("CD")]
    [InlineData("final")]
    [InlineData("disclosure")]
    [InlineData("ClosingDisclosure")]
    [InlineData("v2")]
    [InlineData("name:smith")]
    [InlineData("name:\"cd final\"")]
    public async Task Names_are_found_by_their_parts(string query)
    {
        await _world.AddAsync("CD_final.Smith-v2_ClosingDisclosure.pdf");
        await _world.AddAsync("other.pdf", "nothing");

        _world.Find(query).ShouldBe(["CD_final.Smith-v2_ClosingDisclosure.pdf"]);
        _world.Search(query).Items[0].Places[0].Page.ShouldBe(0);
    }

    [Fact]
    public async Task A_receipts_own_date_and_amount_are_asked_for_like_any()
    {
        await _world.AddAsync(_world.Document("r.jpg", "page") with
        {
            Fields = [new("date", "date", "2024-03-15"), new("amount", "money", "12.50"), new("total", "money", "13.00")],
        });

        _world.Find("date:2024-03").ShouldBe(["r.jpg"]);
        _world.Find("amount:12.5").ShouldBe(["r.jpg"]);
        _world.Find("amount:13").ShouldBe(["r.jpg"]);
    }

    [Theory]
    [InlineData("borrower:smith", true)]
    [InlineData("borrower:\"anna smith\"", true)]
    [InlineData("BORROWER:Smith", true)]
    [InlineData("lender:smith", false)]
    [InlineData("loanAmount:162000", true)]
    [InlineData("loanAmount:>100000", true)]
    [InlineData("loanAmount:<100000", false)]
    [InlineData("amount:>=162000", true)]
    [InlineData("amount:>162000", false)]
    [InlineData("amount:100..200000", true)]
    [InlineData("closingDate:2024-03", true)]
    [InlineData("closingDate:2024-03-15", true)]
    [InlineData("date:2024-01..2024-03", true)]
    [InlineData("date:2024", true)]
    [InlineData("date:2023", false)]
    [InlineData("date:2024-04..", false)]
    [InlineData("class:closingDisclosure", true)]
    [InlineData("class:deed", false)]
    [InlineData("tag:urgent", true)]
    [InlineData("-class:closingDisclosure", false)]
    [InlineData("closing disclosure", true)]
    [InlineData("urgent", true)]
    [InlineData("smith -tag:urgent", false)]
    public async Task Fields_can_be_asked_for(string query, bool isFound)
    {
        await _world.AddAsync(_world.Document("a.pdf", "page") with
        {
            CreatedAt = new DateTimeOffset(2022, 5, 1, 0, 0, 0, TimeSpan.Zero),
            Class = "closingDisclosure",
            Tags = ["Urgent"],
            Fields =
            [
                new IndexedField("borrower", FieldTypes.Party, "Anna Smith"),
                new IndexedField("loanAmount", FieldTypes.Money, "162000.00 USD"),
                new IndexedField("closingDate", FieldTypes.Date, "2024-03-15"),
            ],
        });

        _world.Find(query).ShouldBe(isFound ? ["a.pdf"] : []);
    }

    [Fact]
    public async Task A_field_that_nobody_knows_is_explained()
    {
        await _world.AddAsync("a.pdf", "text");

        _world.Problem("colour:blue").ShouldNotBeNull().ShouldContain("colour");
        _world.Problem("colour:blue")!.ShouldContain("loanAmount");
        _world.Problem("amount:lots").ShouldNotBeNull().ShouldContain("amount");
    }

    [Fact]
    public async Task Nothing_that_can_be_typed_fails()
    {
        await _world.AddAsync("a.pdf", "text and more");
        string[] odd =
        [
            "", " ", "\"", "\"\"", "-", "--", "-\"", "*", "a*", "OR", "AND OR", "OR OR a", ":", "a:", ":a", "name:", "name:\"", "((", "\0",
            "name:>", "date:..", "amount:..", "https://x.y/z?q=1", "12:30", "😀", "-😀 text", "date:>2024", "'; DROP TABLE document; --",
            new string('a', 1000), string.Join(' ', Enumerable.Repeat("word", 300)), "\uD800", "text\u0001x", "%", "_", "'",
        ];

        foreach (var query in odd)
        {
            Should.NotThrow(() => _world.Index.Search(
                new(_world.Agency, DigitalDocs.Platform.Http.Visibility.Everything, query)), query);
        }
    }

    [Fact]
    public async Task A_few_words_must_all_be_there_unless_no_document_has_them_all()
    {
        await _world.AddAsync("both.pdf", "closing costs");
        await _world.AddAsync("one.pdf", "closing date");

        _world.Find("closing costs").ShouldBe(["both.pdf"]);
        _world.Find("date costs").ShouldBe(["both.pdf", "one.pdf"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_name_counts_more_than_a_word_of_the_text()
    {
        await _world.AddAsync("other.pdf", "the appraisal of the house");
        await _world.AddAsync("appraisal.pdf", "of the house");

        _world.Find("appraisal").ShouldBe(["appraisal.pdf", "other.pdf"]);
    }

    [Fact]
    public async Task Longer_questions_are_answered_by_most_of_their_words()
    {
        await _world.AddAsync("best.pdf", "the escrow deposit is held by the title company until closing");
        await _world.AddAsync("some.pdf", "a title company");
        await _world.AddAsync("none.pdf", "zebra");

        _world.Find("who holds the escrow deposit of the title company until the closing date").ShouldBe(["best.pdf", "some.pdf"]);
    }
}
