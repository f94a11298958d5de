using DigitalDocs.Contracts.Users;
using DigitalDocs.Web.Pages.Documents;

namespace DigitalDocs.Web.Tests.Documents;

public sealed class JournalTextsTests
{
    private static readonly UserDto Dana = new(
        Guid.Parse("0190aaaa-0000-7000-8000-000000000002"), "Dana Ortiz", "dana@example.com", null, null, "UTC", "en", true, []);

    [Theory]
    [InlineData("user:0190aaaa-0000-7000-8000-000000000002", "Dana Ortiz")]
    [InlineData("user:0190aaaa-0000-7000-8000-000000000099", "A former colleague")]
    [InlineData("service:ocr", "Digital Docs")]
    [InlineData("someone", "someone")]
    public void People_are_shown_names_and_no_ids(string actor, string shown) =>
        JournalTexts.Actor(actor, [Dana]).ShouldBe(shown);

    [Theory]
    [InlineData("document.share-opened", "Share opened")]
    [InlineData("document.viewed", "Viewed")]
    public void Actions_are_words(string action, string shown) => JournalTexts.Action(action).ShouldBe(shown);
}
