using System.Net;
using System.Text;
using CsCheck;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Documents;
using DigitalDocs.Testing;
using Microsoft.Net.Http.Headers;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class FileNameTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private static CancellationToken Ct => DocumentsHost.Ct;

    [Theory]
    [InlineData("a.pdf", "a.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\boot.ini", "boot.ini")]
    [InlineData("C:\\Users\\ann\\deed.pdf", "deed.pdf")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("Addendum 1/2.pdf", "Addendum 1/2.pdf")]
    [InlineData("<script>alert(1)</script>.pdf", "<script>alert(1)</script>.pdf")]
    [InlineData("a\0b.pdf", "a\uFFFDb.pdf")]
    [InlineData("", "unnamed")]
    [InlineData("..", "unnamed")]
    [InlineData("../", "unnamed")]
    [InlineData(null, "unnamed")]
    public void A_name_is_kept_unless_it_is_a_path(string? sent, string kept) => FileName.Clean(sent).ShouldBe(kept);

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var name = FileName.Clean(new string('x', 400) + ".pdf");

        name.Length.ShouldBe(255);
        name.ShouldEndWith("x.pdf");
    }

    [Fact]
    public void Cleaning_twice_changes_nothing_more_and_the_result_is_text() => Gen.String.Sample(sent =>
    {
        var name = FileName.Clean(sent);
        FileName.Clean(name).ShouldBe(name);
        name.Length.ShouldBeInRange(1, 255);
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)).ShouldBe(name);
    });

    [Theory]
    [InlineData("form-data; name=\"files\"; filename=\"a.pdf\"", "files", "a.pdf")]
    [InlineData("form-data; name=\"files\"; filename=\"a\\\"b.pdf\"", "files", "a\"b.pdf")]
    [InlineData("form-data; name=\"files\"; filename=\"a%22b.pdf\"", "files", "a\"b.pdf")]
    [InlineData("form-data; name=\"files\"; filename=\"100%.pdf\"", "files", "100%.pdf")]
    [InlineData("form-data; name=\"files\"; filename=\"Käufer;1.pdf\"", "files", "Käufer;1.pdf")]
    [InlineData("form-data; name=files; filename=a.pdf", "files", "a.pdf")]
    [InlineData("form-data; name=\"files\"; filename=\"x\"; filename*=UTF-8''K%C3%A4ufer.pdf", "files", "Käufer.pdf")]
    [InlineData("form-data; filename*=UTF-8''a.pdf; name=files", "files", "a.pdf")]
    [InlineData("form-data; name=\"files\"; filename=\"C:\\ann\\a.pdf\"", "files", "C:\\ann\\a.pdf")]
    [InlineData("form-data; name=\"class\"", "class", null)]
    [InlineData("form-data; name=\"unclosed", "unclosed", null)]
    [InlineData("form-data", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void The_header_of_a_part_is_read_as_browsers_write_it(string? header, string? name, string? fileName) =>
        PartHeader.Parse(header).ShouldBe(new PartHeader(name, fileName));

    [Fact]
    public void No_header_breaks_the_reading() => Gen.String.Sample(header => _ = PartHeader.Parse(header));

    [Fact]
    public void The_answer_carries_any_name_to_whoever_reads_the_standard() => Gen.String.Sample(sent =>
    {
        var name = FileName.Clean(sent);
        var header = ContentAnswer.Disposition(inline: false, name);

        header.ShouldAllBe(c => c >= ' ' && c < 127);
        var read = ContentDispositionHeaderValue.Parse(header);
        read.FileNameStar.Value.ShouldBe(name);
    });

    [Fact]
    public async Task Every_naughty_name_survives_the_round_trip()
    {
        var list = Path.Combine(SharedData.Require("hostile/blns"), "blns.txt");
        var names = (await File.ReadAllLinesAsync(list, Ct)).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var agent = host.Agent();
        names.Count.ShouldBeGreaterThan(300);
        for (var i = 0; i < names.Count; i++)
        {
            var kept = FileName.Clean(names[i]);
            using var body = new ByteArrayContent(Encoding.UTF8.GetBytes($"naughty {i}"));
            var raw = await agent.Client.PostAsync(
                $"api/v1/documents/upload?name={Uri.EscapeDataString(names[i])}", body, Ct);
            var answer = await raw.ReadAsync<UploadAnswer>(HttpStatusCode.Accepted, Ct);

            answer.Documents[0].Name.ShouldBe(kept);
            var content = await agent.Client.GetAsync($"api/v1/documents/{answer.Documents[0].Id}/content", Ct);
            content.StatusCode.ShouldBe(HttpStatusCode.OK);
            ContentDispositionHeaderValue.Parse(content.Content.Headers.GetValues("Content-Disposition").Single())
                .FileNameStar.Value.ShouldBe(kept);
        }
    }
}
