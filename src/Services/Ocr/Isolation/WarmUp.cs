using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace DigitalDocs.Ocr;

/// <summary>Reads a small PDF before the first real one comes, so that nobody waits for compilation.</summary>
internal static class WarmUp
{
    public static async Task RunAsync(PageReading reading, CancellationToken ct)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, Sample(), ct);
            for (var round = 0; round < 3; round++)
            {
                var work = new Work(WorkKind.Read, path, "sample.pdf", 1);
                await reading.DoAsync(work, answer => Frames.WriteAsync(Stream.Null, answer, ct), ct);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Sample()
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        for (var number = 0; number < 10; number++)
        {
            var page = builder.AddPage(PageSize.Letter);
            for (var line = 0; line < 40; line++)
            {
                page.AddText("The quick brown fox jumps over the lazy dog and pays $1,234.50", 10, new PdfPoint(50, 740 - (line * 16)), font);
            }
        }

        return builder.Build();
    }
}
