namespace DigitalDocs.Ocr;

/// <summary>Reads words from a page's picture.</summary>
internal interface IOcrEngine
{
    /// <summary>Name and version as documents tell it: <c>tesseract/5.3.0</c>.</summary>
    string Version { get; }

    /// <summary>
    /// All words of the picture, in pixels of the picture turned by <see cref="RecognisedPage.Rotation"/>, in any
    /// order. A picture without words gives none. May be called for several pages at once.
    /// </summary>
    Task<RecognisedPage> RecogniseAsync(GreyImage image, CancellationToken ct);
}

/// <summary>What was read from a picture.</summary>
/// <param name="Rotation">Degrees clockwise by which the picture must be turned to be read.</param>
/// <param name="Width">Of the turned picture; words are placed in it.</param>
internal sealed record RecognisedPage(IReadOnlyList<PlacedWord> Words, int Rotation, int Width, int Height)
{
    /// <summary>Mean over letters, so that specks read as dots do not count like words.</summary>
    public double Confidence { get; } =
        Words.Sum(word => word.Confidence * word.Text.Length) / Math.Max(1, Words.Sum(word => word.Text.Length));

    /// <summary>How much was read, and how surely: the better of two readings has more of it.</summary>
    public double Weight { get; } = Words
        .Where(word => word.Text.Any(char.IsLetterOrDigit))
        .Sum(word => word.Text.Length * Math.Max(0, word.Confidence - 0.3));
}
