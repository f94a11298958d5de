using DigitalDocs.Ai.Local.Values;

namespace DigitalDocs.Services.Tests.Ai;

public sealed class DatesTests
{
    [Theory]
    [InlineData("made this 3rd day of May, 2024, between", "2024-05-03")]
    [InlineData("dated as of February 7, 2020", "2020-02-07")]
    [InlineData("13 October 2005", "2005-10-13")]
    [InlineData("the 14 day of June 2006", "2006-06-14")]
    [InlineData("the third day of May, 2024", "2024-05-03")]
    [InlineData("Due 05/03/2024", "2024-05-03")]
    [InlineData("signed 9/21/98", "1998-09-21")]
    [InlineData("since 3-14-18", "2018-03-14")]
    [InlineData("on 2024-05-03 at noon", "2024-05-03")]
    [InlineData("15-Mar-2018", "2018-03-15")]
    [InlineData("June 1st, 2020", "2020-06-01")]
    [InlineData("25/12/2018", "2018-12-25")]
    public void A_date_is_found_however_it_is_written(string text, string iso) =>
        Dates.In(text).ShouldHaveSingleItem().Value.GetValue<string>().ShouldBe(iso);

    [Theory]
    [InlineData("call 555-12-3456 now")]
    [InlineData("February 30, 2024")]
    [InlineData("section 12.4 of the act")]
    public void What_is_no_day_of_the_calendar_is_no_date(string text) => Dates.In(text).ShouldBeEmpty();

    [Fact]
    public void Receipts_of_countries_that_write_the_day_first_are_read_so() =>
        Dates.In("05/03/2018", DateOrder.DayFirst)[0].Value.GetValue<string>().ShouldBe("2018-03-05");
}
