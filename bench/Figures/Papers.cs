using System.Globalization;
using System.Security.Cryptography;
using DigitalDocs.Demo;

namespace DigitalDocs.Bench.Figures;

/// <summary>Documents to measure with.</summary>
internal static class Papers
{
    /// <summary>A different file of this size each time: a real document, and noise behind its end that no reader minds.</summary>
    public static byte[] Sized(int number, int size)
    {
        var document = DemoDocuments.MakeOne("deed", 1000 + (number & 0xff)).Pdf;
        var file = new byte[size];
        document.CopyTo(file, 0);
        RandomNumberGenerator.Fill(file.AsSpan(document.Length));
        return file;
    }

    /// <summary>A born-digital file of ten pages, other words each time; null without qpdf.</summary>
    public static async Task<string?> TenPagesAsync(string folder, int number, CancellationToken ct)
    {
        var parts = new List<string>();
        var pages = 0;
        foreach (var document in DemoDocuments.Make(100 + number, 12).TakeWhile(_ => pages < 10))
        {
            var part = Path.Combine(folder, $"{number.ToString(CultureInfo.InvariantCulture)}-{parts.Count}.pdf");
            await File.WriteAllBytesAsync(part, document.Pdf, ct);
            parts.Add(part);
            pages += document.Pages;
        }

        var merged = Path.Combine(folder, $"ten-{number.ToString(CultureInfo.InvariantCulture)}.pdf");
        return await Tool.RunAsync("qpdf", ct, ["--empty", "--pages", .. parts, "--", merged]) is null ? null : merged;
    }
}
