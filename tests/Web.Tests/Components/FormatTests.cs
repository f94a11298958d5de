using DigitalDocs.Web.Components;

namespace DigitalDocs.Web.Tests.Components;

public sealed class FormatTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1500, "1.5 kB")]
    [InlineData(162_000_000, "162 MB")]
    public void Sizes_are_short(long bytes, string shown) => Format.Size(bytes).ShouldBe(shown);

    [Theory]
    [InlineData("monthlyPrincipalAndInterest", "Monthly principal and interest")]
    [InlineData("loanId", "Loan ID")]
    [InlineData("other", "Other")]
    [InlineData("", "")]
    public void Names_become_words(string name, string shown) => Format.Words(name).ShouldBe(shown);

    [Theory]
    [InlineData(10, "just now")]
    [InlineData(300, "5 min ago")]
    [InlineData(7200, "2 h ago")]
    [InlineData(3 * 86400, "3 d ago")]
    public void Fresh_things_say_how_long_ago(int seconds, string shown) =>
        Format.Ago(Now.AddSeconds(-seconds), Now).ShouldBe(shown);

    [Theory]
    [InlineData(0, "today")]
    [InlineData(1, "tomorrow")]
    [InlineData(5, "in 5 days")]
    [InlineData(-2, "2 days ago")]
    public void Dates_say_how_far_they_are(int days, string shown) =>
        Format.Days(new DateOnly(2026, 3, 2).AddDays(days), new DateOnly(2026, 3, 2)).ShouldBe(shown);

    [Theory]
    [InlineData("deedOfTrust", "Deed of trust")]
    [InlineData("hoaDocument", "HOA document")]
    [InlineData(null, "Not classified yet")]
    public void Kinds_have_the_names_of_the_trade(string? code, string shown) => ClassTexts.Name(code).ShouldBe(shown);
}
