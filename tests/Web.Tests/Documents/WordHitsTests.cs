using DigitalDocs.Contracts.Documents;
using DigitalDocs.Web.Pages.Documents;

namespace DigitalDocs.Web.Tests.Documents;

public sealed class WordHitsTests
{
    [Theory]
    [InlineData("loan", "LOAN:", true)]
    [InlineData("\"disclosure\"", "Disclosures", true)]
    [InlineData("\"closing disclosure\"", "Disclosures", false)]
    [InlineData("discl*", "Disclosures", true)]
    [InlineData("deed -loan", "Loan", false)]
    [InlineData("deed OR loan", "or", false)]
    [InlineData("deed of trust", "of", false)]
    [InlineData("of", "of", true)]
    [InlineData("amount:>500", "Amounts,", true)]
    [InlineData("loan", "loaned-out", true)]
    [InlineData("loan", "loathe", false)]
    [InlineData("1234", "12345", false)]
    [InlineData("rate", "rating", false)]
    public void Words_are_found_as_loosely_as_the_index_finds_them(string search, string word, bool found)
    {
        var box = new[] { 0.1, 0.2, 0.3, 0.4 };

        WordHits.Find([new WordDto(word, box, 1)], search).SelectMany(hit => hit).ShouldBe(found ? [box] : []);
    }

    [Fact]
    public void A_phrase_is_found_only_where_its_words_follow_each_other()
    {
        WordDto[] words = [.. "Appraisal Fee Pest Inspection Fee Inspection of a pest".Split(' ').Select((word, i) => new WordDto(word, [i], 1))];

        WordHits.Find(words, "\"pest inspections fee\"").ShouldHaveSingleItem().Select(box => box[0]).ShouldBe([2, 3, 4]);
        WordHits.Find(words, "pest inspection").Count.ShouldBe(4);
    }
}
