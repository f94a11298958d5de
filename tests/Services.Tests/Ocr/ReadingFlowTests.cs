using System.IO.Compression;
using System.Text;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Ocr;

public sealed class ReadingFlowTests(OcrFixture ocr)
{
    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes("Café “Zoë” owes €5") },
        { "utf-16", [0xff, 0xfe, .. Encoding.Unicode.GetBytes("Café “Zoë” owes €5")] },
        { "windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("Café “Zoë” owes €5") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Text_is_read_in_whatever_encoding_it_came(string encoding, byte[] content)
    {
        encoding.ShouldNotBeEmpty();
        (await ocr.ReadAsync(content, "note.txt")).Pages.ShouldHaveSingleItem().Text.ShouldBe("Café “Zoë” owes €5");
    }

    [Fact]
    public async Task Long_text_is_set_on_letter_pages_and_each_word_has_a_place()
    {
        var content = string.Join('\n', Enumerable.Range(1, 200).Select(line => $"Line number {line} of a long text"));

        var text = await ocr.ReadAsync(Encoding.UTF8.GetBytes(content), "long.txt");

        text.Pages.Count.ShouldBeGreaterThan(2);
        string.Join('\n', text.Pages.Select(page => page.Text)).ShouldBe(content);
        text.Pages.ShouldAllBe(page => page.Width == 612 && page.Height == 792 && page.Source == PageSource.TextLayer);
        text.Pages.SelectMany(page => page.Words).ShouldAllBe(word => word.Box[0] >= 0 && word.Box[0] + word.Box[2] <= 1.0001
            && word.Box[1] >= 0 && word.Box[1] + word.Box[3] <= 1.0001 && word.Box[2] > 0 && word.Box[3] > 0);
    }

    [Fact]
    public async Task Mail_is_read_with_its_headers_body_and_the_names_of_its_attachments()
    {
        const string Mail = "From: Ann <ann@example.org>\r\nTo: Bob <bob@example.org>\r\nSubject: Closing on Friday\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
            + "<p>Please <b>wire</b> nothing yet.</p><script>alert(1)</script>\r\n--b\r\nContent-Type: application/pdf\r\n"
            + "Content-Disposition: attachment; filename=deed.pdf\r\n\r\nx\r\n--b--\r\n";

        var page = (await ocr.ReadAsync(Encoding.ASCII.GetBytes(Mail), "message")).Pages.ShouldHaveSingleItem();

        page.Text.ShouldContain("Subject: Closing on Friday");
        page.Text.ShouldContain("Please wire nothing yet.");
        page.Text.ShouldContain("Attachment: deed.pdf");
        page.Text.ShouldNotContain("alert");
    }

    [Fact]
    public async Task An_archive_is_listed_and_not_unpacked()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("scans/deed.pdf");
        }

        var text = await ocr.ReadAsync(packed.ToArray(), "closing.zip");

        text.Pages[0].Text.ShouldContain("scans/deed.pdf");
        text.Note.ShouldNotBeNull().ShouldContain("not unpacked");
    }

    [Fact]
    public async Task An_office_file_that_unpacks_to_gigabytes_is_refused()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = archive.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 300; i++)
            {
                await entry.WriteAsync(zeros, TestContext.Current.CancellationToken);
            }
        }

        var text = await ocr.ReadAsync(packed.ToArray(), "bomb.docx");

        text.Pages.ShouldBeEmpty();
        text.Note.ShouldNotBeNull().ShouldContain("unpacks");
    }

    [Theory]
    [InlineData("*.docx")]
    [InlineData("*.xlsx")]
    [InlineData("*.pptx")]
    [InlineData("*.odt")]
    public async Task Office_files_give_their_words(string pattern)
    {
        var files = Directory.EnumerateFiles(SharedData.Require("hostile/format-zoo"), pattern).Order().ToList();
        var words = 0;
        foreach (var file in files.Take(4))
        {
            words += (await ocr.ReadAsync(file)).Pages.Sum(page => page.Words.Count);
        }

        words.ShouldBeGreaterThan(20);
    }
}
