using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace DigitalDocs.Services.Tests.Ocr;

public sealed class ReadingPicturesTests(OcrFixture ocr)
{
    private static readonly string[] Lines =
    [
        "This is the first line of the page", "and here the second one follows", "with the amount of 162,000 dollars",
        "to be paid on the closing date", "by the borrower to the lender",
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task A_picture_is_read_whichever_way_it_lies(int turn)
    {
        OcrFixture.RequireTesseract();

        var text = await ocr.ReadAsync(Samples.Png(Lines, turn), "page.png");

        var page = text.Pages.ShouldHaveSingleItem();
        page.Rotation.ShouldBe((360 - turn) % 360);
        page.Text.ShouldContain("by the borrower to the lender");
        page.Width.ShouldBe(1200);
        var borrower = page.Words.Single(word => word.Text == "borrower");
        (borrower.Box[1] * page.Height).ShouldBeInRange(140 + (80 * 4) - 45, 140 + (80 * 4));
    }

    [Fact]
    public async Task A_camera_s_turn_is_undone_before_reading()
    {
        OcrFixture.RequireTesseract();
        using var sideways = Samples.Picture(Lines, 270);

        var text = await ocr.ReadAsync(WithOrientation(sideways.Encode(SKEncodedImageFormat.Jpeg, 92).ToArray(), 6), "photo.jpg");

        text.Pages[0].Rotation.ShouldBe(0);
        text.Pages[0].Width.ShouldBe(1200);
        text.Pages[0].Text.ShouldContain("the second one follows");
    }

    [Fact]
    public async Task Every_page_of_a_TIFF_is_read()
    {
        OcrFixture.RequireTesseract();
        var path = Path.GetTempFileName() + ".tif";
        try
        {
            WriteTiff(path, ["Page one of the fax speaks of apples"], ["Page two of the fax speaks of pears"]);
            var text = await ocr.ReadAsync(path);
            text.Pages.Select(page => page.Page).ShouldBe([1, 2]);
            text.Pages[0].Text.ShouldContain("apples");
            text.Pages[1].Text.ShouldContain("pears");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_picture_that_declares_a_hundred_thousand_pixels_a_side_is_refused_unopened()
    {
        var bomb = Samples.Png(["x"]);
        bomb.AsSpan(16, 8).Clear();
        bomb[17] = 1;
        bomb[21] = 1;
        bomb[18] = 0x86;
        bomb[22] = 0x86;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc(bomb.AsSpan(12, 17)));

        var text = await ocr.ReadAsync(bomb, "bomb.png");

        text.Pages.ShouldBeEmpty();
        text.Note.ShouldNotBeNull().ShouldContain("pixels");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0001\u0002\u0003\u0004 not a format anybody knows \u0000\u0000")]
    public async Task What_cannot_be_read_gets_a_note_and_no_pages(string content)
    {
        var text = await ocr.ReadAsync(System.Text.Encoding.Latin1.GetBytes(content), "what.bin");

        text.Pages.ShouldBeEmpty();
        text.Note.ShouldNotBeNull().ShouldContain("unreadable");
    }

    private static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xff, 0xe1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static void WriteTiff(string path, params string[][] pages)
    {
        using var tiff = Tiff.Open(path, "w");
        foreach (var lines in pages)
        {
            using var picture = Samples.Picture(lines);
            tiff.SetField(TiffTag.IMAGEWIDTH, picture.Width);
            tiff.SetField(TiffTag.IMAGELENGTH, picture.Height);
            tiff.SetField(TiffTag.BITSPERSAMPLE, 8);
            tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
            tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
            tiff.SetField(TiffTag.COMPRESSION, Compression.LZW);
            tiff.SetField(TiffTag.ROWSPERSTRIP, picture.Height);
            for (var row = 0; row < picture.Height; row++)
            {
                tiff.WriteScanline(picture.GetPixelSpan().Slice(row * picture.RowBytes, picture.Width).ToArray(), row);
            }

            tiff.WriteDirectory();
        }
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xffffffffu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320u : 0);
            }
        }

        return ~crc;
    }
}
