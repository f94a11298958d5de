using DigitalDocs.Platform.Messaging.DeadLetters;

namespace DigitalDocs.Platform.Tests.Messaging.DeadLetters;

public sealed class ErrorRedactionTests
{
    private const string Payload =
        """{"documentId":"0198f000-0000-7000-8000-000000000001","name":"Smith deed.pdf","parties":[{"name":"Jane Roe"}],"pages":3}""";

    [Theory]
    [InlineData("Cannot read the pages of Jane Roe here", "Cannot read the pages of … here")]
    [InlineData("cannot read smith DEED.pdf", "cannot read …")]
    [InlineData("No row named 'John Doe' in \"parties\"", "No row named … in …")]
    [InlineData("mail to jane.roe@example.com bounced", "mail to … bounced")]
    [InlineData("GET https://example.com/a?token=b failed", "GET … failed")]
    [InlineData("account 4111 1111 1111 1111 is closed", "account … is closed")]
    [InlineData("SSN 123-45-6789 refused", "SSN … refused")]
    [InlineData("call (555) 010-9999 now", "call … now")]
    [InlineData("page 3 of 12 is empty", "page 3 of 12 is empty")]
    [InlineData("one\r\ntwo", "one two")]
    public void What_may_be_personal_is_gone(string message, string expected) =>
        new ErrorRedaction(Payload).Apply(message).ShouldBe(expected);

    [Fact]
    public void Ids_stay() =>
        new ErrorRedaction(Payload).Apply("document 0198f000-0000-7000-8000-000000000001 is not there")
            .ShouldBe("document 0198f000-0000-7000-8000-000000000001 is not there");

    [Fact]
    public void A_payload_that_is_no_JSON_takes_nothing_out() =>
        new ErrorRedaction("{").Apply("page 3 is empty").ShouldBe("page 3 is empty");

    [Fact]
    public void A_long_message_is_cut() =>
        new ErrorRedaction("{}").Apply(new string('x', 100_000)).Length.ShouldBeLessThan(400);
}
