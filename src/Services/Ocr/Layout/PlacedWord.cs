namespace DigitalDocs.Ocr;

/// <summary>A word on a page in reading orientation: any unit, origin top left, y downwards.</summary>
internal sealed record PlacedWord(string Text, double X, double Y, double Width, double Height, double Confidence = 1)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    /// <summary>The same word after its page of the given size was turned clockwise.</summary>
    public PlacedWord Turned(int degrees, double pageWidth, double pageHeight) => degrees switch
    {
        90 => this with { X = pageHeight - Bottom, Y = X, Width = Height, Height = Width },
        180 => this with { X = pageWidth - Right, Y = pageHeight - Bottom },
        270 => this with { X = Y, Y = pageWidth - Right, Width = Height, Height = Width },
        _ => this,
    };
}

/// <summary>A line of words in reading order; <paramref name="StartsBlock"/> when an empty line stands before it.</summary>
internal sealed record PlacedLine(IReadOnlyList<PlacedWord> Words, bool StartsBlock)
{
    public double X => Words[0].X;

    public double Right { get; } = Words.Max(word => word.Right);

    public double Y { get; } = Words.Min(word => word.Y);

    public double Bottom { get; } = Words.Max(word => word.Bottom);
}
