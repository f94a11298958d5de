using DigitalDocs.Contracts.Documents;
using DigitalDocs.Web.Pages.Documents;

namespace DigitalDocs.Web.Tests.Documents;

public sealed class WordHitsTests
{
    [Theory]
    [InlineData("loan", "LOAN:", true)]
    [InlineData("\"closing disclosure\"", "Disclosures", true)]
    [InlineData("amount:>500", "Amounts,", true)]
    [InlineData("loan", "loaned-out", true)]
    [InlineData("loan", "loathe", false)]
    [InlineData("1234", "12345", false)]
    [InlineData("rate", "rating", false)]
    public void Words_are_found_as_loosely_as_the_index_finds_them(string search, string word, bool found)
    {
        var box = new[] { 0.1, 0.2, 0.3, 0.4 };

        WordHits.Find([new WordDto(word, box, 1)], search).ShouldBe(found ? [box] : []);
    }
}
