using System.Text.Json.Nodes;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Web.Pages.Documents;

namespace DigitalDocs.Web.Tests.Documents;

public sealed class FieldDraftTests
{
    [Theory]
    [InlineData(FieldTypes.Money, "$ 162,000", """{"amount":"162000.00","currency":"USD"}""")]
    [InlineData(FieldTypes.Integer, "1,250", "1250")]
    [InlineData(FieldTypes.Decimal, "3.875 %", "3.875")]
    [InlineData(FieldTypes.Boolean, "true", "true")]
    [InlineData(FieldTypes.Date, "2026-04-15", "\"2026-04-15\"")]
    [InlineData(FieldTypes.String, " file 12 ", "\"file 12\"")]
    public void What_a_person_types_becomes_a_value(string type, string typed, string json)
    {
        var (value, complaint) = new FieldDraft { Text = typed }.Read(type);

        complaint.ShouldBeNull();
        value!.ToJsonString().ShouldBe(json);
    }

    [Theory]
    [InlineData(FieldTypes.Money, "a lot")]
    [InlineData(FieldTypes.Integer, "1.5")]
    [InlineData(FieldTypes.Date, "April 15")]
    [InlineData(FieldTypes.String, "  ")]
    public void What_makes_no_sense_is_refused_with_words(string type, string typed)
    {
        var (value, complaint) = new FieldDraft { Text = typed }.Read(type);

        value.ShouldBeNull();
        complaint.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void An_address_keeps_its_parts_and_one_line()
    {
        var draft = new FieldDraft { Text = "12 Oak Street", City = "Galveston", State = "TX", PostalCode = "77550" };

        var value = draft.Read(FieldTypes.Address).Value.ShouldBeOfType<JsonObject>();

        value["city"]!.GetValue<string>().ShouldBe("Galveston");
        value["formatted"]!.GetValue<string>().ShouldBe("12 Oak Street, Galveston, TX 77550");
    }

    [Theory]
    [InlineData("162000.00", "$162,000.00")]
    [InlineData("-12.5", "−$12.50")]
    public void Money_is_shown_as_people_write_it(string amount, string shown)
    {
        FieldTexts.Value(Samples.Money("loanAmount", amount, 1)).ShouldBe(shown);
    }
}
