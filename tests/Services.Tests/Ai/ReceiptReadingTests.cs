using DigitalDocs.Ai;
using DigitalDocs.Ai.Local;

namespace DigitalDocs.Services.Tests.Ai;

public sealed class ReceiptReadingTests
{
    private static readonly string[] Receipt =
    [
        "GREEN VALLEY HARDWARE SDN BHD", "(123456-X)", "12 JALAN MAWAR 3, TAMAN INDAH", "81100 JOHOR BAHRU", "GST ID : 000123456789",
        "TAX INVOICE", "Date : 05/03/2018 10:21", "1 PAINT BRUSH          12.00", "2 SCREWS               8.40", "SUB TOTAL              20.40",
        "GST 6%                 1.22", "ROUNDING               -0.02", "TOTAL RM               21.60", "CASH                   50.00", "CHANGE                 28.40",
        "THANK YOU PLEASE COME AGAIN", "GOODS SOLD ARE NOT RETURNABLE",
    ];

    [Fact]
    public async Task A_receipt_names_seller_day_and_total()
    {
        var text = DemoText.Of(Receipt);
        var analysis = (await new LocalDocumentAi().AnalyzeAsync(new AnalysisRequest(text), default)).Analysis;

        analysis.Class!.Code.ShouldBe("receipt");
        analysis.Fields!.Single(f => f.Name == "merchant").Value!.GetValue<string>().ShouldBe("GREEN VALLEY HARDWARE SDN BHD");
        analysis.Fields!.Single(f => f.Name == "date").Value!.GetValue<string>().ShouldBe("2018-03-05");
        analysis.Fields!.Single(f => f.Name == "total").Value!["amount"]!.GetValue<string>().ShouldBe("21.60");
        analysis.Fields!.ShouldStandOnTheirPages(text);
    }
}
