using System.Text;
using CsCheck;
using DigitalDocs.Documents;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class FileKindTests
{
    [Theory]
    [InlineData("%PDF-1.7", "x.txt", "application/pdf")]
    [InlineData("garbage before\n%PDF-1.4", "x.pdf", "application/pdf")]
    [InlineData("\uFEFF<!DOCTYPE html><p>", "x.pdf", "text/html")]
    [InlineData("<svg onload=alert(1)>", "x.png", "image/svg+xml")]
    [InlineData("<?xml version=\"1.0\"?><svg/>", "x.xml", "image/svg+xml")]
    [InlineData("<?xml version=\"1.0\"?><a/>", "x.xml", "application/xml")]
    [InlineData("From: a@b.example\nSubject: x\n\nHello", "x.eml", "message/rfc822")]
    [InlineData("a,b,c\n1,2,3", "x.csv", "text/csv")]
    [InlineData("Grüße", "x", "text/plain")]
    [InlineData("PK\u0003\u0004................word/document.xml [Content_Types].xml", "x.zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("PK\u0003\u0004................photos/a.jpg", "x.zip", "application/zip")]
    [InlineData("\u0001\u0002\u0003", "x.pdf", "application/octet-stream")]
    [InlineData("", "x.pdf", "application/octet-stream")]
    public void The_bytes_say_what_a_file_is(string content, string name, string kind) =>
        FileKind.Of(Encoding.UTF8.GetBytes(content), name).ShouldBe(kind);

    [Fact]
    public void Pictures_are_known_by_their_first_bytes()
    {
        FileKind.Of([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a").ShouldBe("image/png");
        FileKind.Of([0xFF, 0xD8, 0xFF, 0xE0], "a").ShouldBe("image/jpeg");
        FileKind.Of([0x49, 0x49, 0x2A, 0x00, 8, 0, 0, 0], "a").ShouldBe("image/tiff");
        FileKind.Of("\0\0\0\u0018ftypheic"u8, "a").ShouldBe("image/heic");
    }

    [Fact]
    public void Any_bytes_are_some_kind() =>
        Gen.Byte.Array[0, 5000].Sample(bytes => FileKind.Of(bytes, "x.bin").ShouldNotBeNullOrEmpty());
}
