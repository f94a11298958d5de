using DigitalDocs.Contracts.Ocr;
using UglyToad.PdfPig.Content;

namespace DigitalDocs.Ocr;

/// <summary>Decides whether a page's text layer says what a person would read there.</summary>
internal static class TextLayerQuality
{
    private const int FewLetters = 200;
    private const double PageFillingImage = 0.5;

    /// <summary>True when the page must be rendered and recognised.</summary>
    public static bool NeedsRecognition(Page page, PageText layer)
    {
        var letters = layer.Text.Count(c => !char.IsWhiteSpace(c));
        if (letters == 0)
        {
            return HasPicture(page) || page.Paths.Count > 20;
        }

        return IsGarbage(layer.Text, letters) || (letters < FewLetters && ImageCoverage(page) >= PageFillingImage);
    }

    private static bool HasPicture(Page page) => page.NumberOfImages > 0 || ImageCoverage(page) > 0;

    private static double ImageCoverage(Page page)
    {
        var area = Math.Max(1, page.Width * page.Height);
        return page.GetImages()
            .Select(image => Math.Abs(image.BoundingBox.Width * image.BoundingBox.Height) / area)
            .DefaultIfEmpty(0)
            .Sum();
    }

    /// <summary>Fonts without a usable mapping give signs of no script, or letters that form no language.</summary>
    internal static bool IsGarbage(string text, int letters)
    {
        var unmapped = text.Count(c => c == '\ufffd' || c is >= '\ue000' and <= '\uf8ff'
            || (char.IsControl(c) && c != '\n'));
        if (unmapped > 0.15 * letters)
        {
            return true;
        }

        var latin = text.Count(char.IsAsciiLetter);
        if (letters < 150 || latin < 0.5 * letters)
        {
            // Pages of figures or of other scripts cannot be judged by vowels; many odd signs can.
            var odd = text.Count(c => !char.IsWhiteSpace(c) && !char.IsLetterOrDigit(c) && !char.IsPunctuation(c));
            return letters >= 80 && odd > 0.4 * letters;
        }

        var vowels = text.Count(c => "aeiouyAEIOUY".Contains(c, StringComparison.Ordinal)) / (double)latin;
        return vowels is < 0.2 or > 0.62;
    }
}
