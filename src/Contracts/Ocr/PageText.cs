using System.Text.Json.Serialization;

namespace DigitalDocs.Contracts.Ocr;

/// <summary>A word as it stands on a page.</summary>
/// <param name="Text">The word without white space around it.</param>
/// <param name="Box">[x, y, width, height] as fractions of the page, origin top left, in reading orientation.</param>
/// <param name="Confidence">0 to 1; 1 for words of a text layer.</param>
/// <param name="Line">Number of the text line on the page, from 0: words of one line follow each other in reading order.</param>
public sealed record PageWord(string Text, double[] Box, double Confidence, int Line);

/// <summary>One page as it was read.</summary>
/// <param name="Page">Counts from 1.</param>
/// <param name="Width">Width in points (1/72 inch) in reading orientation; for images without a resolution, pixels.</param>
/// <param name="Height">Height, likewise.</param>
/// <param name="Rotation">Degrees clockwise by which the stored page must be turned to be read: 0, 90, 180 or 270.</param>
/// <param name="Source">Where the words come from.</param>
/// <param name="Text">The page's text: words of a line parted by one space, lines by a line feed, blocks by an empty line.</param>
/// <param name="Words">The same words in the same order, with their places.</param>
public sealed record PageText(
    int Page,
    double Width,
    double Height,
    int Rotation,
    PageSource Source,
    string Text,
    IReadOnlyList<PageWord> Words);

[JsonConverter(typeof(JsonStringEnumConverter<PageSource>))]
public enum PageSource
{
    /// <summary>Nothing readable on the page.</summary>
    [JsonStringEnumMemberName("none")] None,

    /// <summary>The file's own text layer.</summary>
    [JsonStringEnumMemberName("textLayer")] TextLayer,

    /// <summary>Recognised from the page's image.</summary>
    [JsonStringEnumMemberName("ocr")] Ocr,
}

/// <summary>All pages of one document version; stored beside the original as <c>text.json</c> (gzip).</summary>
/// <param name="Engine">What read the page images, with its version: <c>tesseract/5.3.0</c>; null when no page needed it.</param>
/// <param name="Note">Why some or all of it could not be read, in plain words; null when all went well.</param>
public sealed record DocumentText(IReadOnlyList<PageText> Pages, string? Engine, string? Note);
