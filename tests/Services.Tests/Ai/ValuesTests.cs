using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Services.Tests.Ai;

public sealed class ValuesTests
{
    [Theory]
    [InlineData("a period of two (2) years", "2 years")]
    [InlineData("for eighteen months", "18 months")]
    [InlineData("a 30-year loan", "30 years")]
    [InlineData("for one (1) year", "1 year")]
    public void Lengths_of_time_are_numbers_with_their_unit(string text, string expected) =>
        Durations.In(text).ShouldHaveSingleItem().Value.GetValue<string>().ShouldBe(expected);

    [Theory]
    [InlineData("Loan Amount $162,000", "162000.00", "USD")]
    [InlineData("TOTAL RM 12.50", "12.50", "MYR")]
    [InlineData("1,234.56 due", "1234.56", "USD")]
    public void Amounts_are_decimals_with_a_currency(string text, string amount, string currency)
    {
        var money = Amounts.MoneyIn(text).ShouldHaveSingleItem().Value;
        money["amount"]!.GetValue<string>().ShouldBe(amount);
        money["currency"]!.GetValue<string>().ShouldBe(currency);
    }

    [Theory]
    [InlineData("on 05/03/2024")]
    [InlineData("a rate of 3.875%")]
    [InlineData("room 1204")]
    public void Numbers_that_are_no_amounts_are_left_alone(string text) => Amounts.MoneyIn(text).ShouldBeEmpty();

    [Theory]
    [InlineData("456 Somewhere Avenue, Anytown, OH 12345", "456 Somewhere Avenue", "Anytown", "OH", "12345")]
    [InlineData("456 Somewhere Avenue\nAnytown, OH 12345", "456 Somewhere Avenue", "Anytown", "OH", "12345")]
    [InlineData("12 Elm Street Columbus Ohio 43215", "12 Elm Street", "Columbus", "OH", "43215")]
    public void Addresses_fall_into_their_parts(string text, string line, string city, string state, string zip)
    {
        var address = Addresses.In(text).ShouldHaveSingleItem().Value;
        ((string?)address["line1"], (string?)address["city"], (string?)address["state"], (string?)address["postalCode"])
            .ShouldBe((line, city, state, zip));
    }
}
