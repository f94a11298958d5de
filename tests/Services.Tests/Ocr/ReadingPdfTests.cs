using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Ocr;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Ocr;

public sealed class ReadingPdfTests(OcrFixture ocr)
{
    [Fact]
    public async Task A_text_layer_is_read_with_words_at_their_places()
    {
        var text = await ocr.ReadAsync(Samples.Pdf([("Loan Amount", 72, 720), ("$162,000", 360, 720)], [("Second page", 72, 400)]), "a.pdf");

        text.Note.ShouldBeNull();
        text.Engine.ShouldBeNull();
        text.Pages.Select(page => page.Text).ShouldBe(["Loan Amount $162,000", "Second page"]);
        text.Pages.ShouldAllBe(page => page.Source == PageSource.TextLayer && page.Width == 612 && page.Height == 792);
        var amount = text.Pages[0].Words.Single(word => word.Text == "$162,000");
        amount.Box[0].ShouldBe(360 / 612.0, 0.005);
        (amount.Box[1] * 792).ShouldBeInRange(792 - 732, 792 - 720);
        ((amount.Box[1] + amount.Box[3]) * 792).ShouldBeInRange(792 - 722, 792 - 715);
    }

    [Fact]
    public async Task A_page_that_is_a_picture_is_recognised()
    {
        OcrFixture.RequireTesseract();
        using var builder = new UglyToad.PdfPig.Writer.PdfDocumentBuilder();
        var page = builder.AddPage(UglyToad.PdfPig.Content.PageSize.Letter);
        page.AddPng(Samples.Png(["This deed is made by the grantor", "to the grantee for ten dollars"]), new(50, 400, 550, 600));

        var text = await ocr.ReadAsync(builder.Build(), "scan.pdf");

        text.Pages.ShouldHaveSingleItem().Source.ShouldBe(PageSource.Ocr);
        text.Pages[0].Text.ShouldContain("grantor");
        text.Engine.ShouldStartWith("tesseract/");
        var grantor = text.Pages[0].Words.First(word => word.Text == "grantor");
        grantor.Box[1].ShouldBeInRange((792 - 600) / 792.0, (792 - 400) / 792.0);
    }

    [Theory]
    [InlineData("pdfjs/bug1782186.pdf")]
    [InlineData("pdfjs/issue6010_1.pdf")]
    public async Task A_file_with_a_password_says_so(string file)
    {
        Assert.SkipUnless(Tool.IsInstalled("qpdf"), "qpdf is not installed");
        var path = Path.Combine(SharedData.Require("hostile"), file);
        Assert.SkipUnless(File.Exists(path), $"{file} is not in the shared data");

        var text = await ocr.ReadAsync(path);

        text.Pages.ShouldBeEmpty();
        text.Note.ShouldNotBeNull().ShouldContain("password");
    }

    [Fact]
    public async Task Garbage_is_not_taken_for_text()
    {
        TextLayerQuality.IsGarbage("\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd ab", 8).ShouldBeTrue();
        TextLayerQuality.IsGarbage(string.Concat(Enumerable.Repeat("xkcdq zwrtp ", 30)), 300).ShouldBeTrue();
        TextLayerQuality.IsGarbage(string.Concat(Enumerable.Repeat("the borrower agrees to pay ", 20)), 400).ShouldBeFalse();
        var text = await ocr.ReadAsync("%PDF-1.7 and then nothing that is one"u8.ToArray(), "broken.pdf");
        text.Pages.ShouldBeEmpty();
        text.Note.ShouldNotBeNull().ShouldContain("unreadable");
    }
}
