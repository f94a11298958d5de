namespace DigitalDocs.Ocr;

/// <summary>
/// A line of text as it lies in a picture: centre, direction of reading, length along it and height across it.
/// </summary>
internal readonly record struct TextBox(double X, double Y, double DirectionX, double DirectionY, double Length, double Height)
{
    /// <summary>A place on the line, from 0 to 1 along it and from 0 (top) to 1 across it, in the picture.</summary>
    public (double X, double Y) At(double along, double across)
    {
        var (u, v) = ((along - 0.5) * Length, (across - 0.5) * Height);
        return (X + (u * DirectionX) - (v * DirectionY), Y + (u * DirectionY) + (v * DirectionX));
    }

    public bool IsVertical => Math.Abs(DirectionY) > Math.Abs(DirectionX);

    /// <summary>Wider on every side, by the measure that undoes the shrinking the detector was trained with.</summary>
    public TextBox Widened(double factor)
    {
        var by = Length * Height * factor / (2 * (Length + Height));
        return this with { Length = Length + (2 * by), Height = Height + (2 * by) };
    }

    /// <summary>
    /// The smallest rectangle of any direction around points. Its direction is the reading direction: to the right, or
    /// downwards for lines that stand upright.
    /// </summary>
    public static TextBox Around(List<(double X, double Y)> hull)
    {
        var best = default(TextBox);
        var bestArea = double.MaxValue;
        for (var i = 0; i < hull.Count; i++)
        {
            var (from, to) = (hull[i], hull[(i + 1) % hull.Count]);
            var length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
            if (length < 1e-9)
            {
                continue;
            }

            var box = Along(hull, (to.X - from.X) / length, (to.Y - from.Y) / length);
            if (box.Length * box.Height < bestArea)
            {
                (best, bestArea) = (box, box.Length * box.Height);
            }
        }

        return Oriented(best);
    }

    private static TextBox Along(List<(double X, double Y)> points, double dx, double dy)
    {
        var (minU, maxU, minV, maxV) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var (x, y) in points)
        {
            var (u, v) = ((x * dx) + (y * dy), (y * dx) - (x * dy));
            (minU, maxU) = (Math.Min(minU, u), Math.Max(maxU, u));
            (minV, maxV) = (Math.Min(minV, v), Math.Max(maxV, v));
        }

        var (midU, midV) = ((minU + maxU) / 2, (minV + maxV) / 2);
        return new TextBox((midU * dx) - (midV * dy), (midU * dy) + (midV * dx), dx, dy, maxU - minU, maxV - minV);
    }

    private static TextBox Oriented(TextBox box)
    {
        // First as if the text ran to the right, whatever edge the rectangle was found by.
        if (Math.Abs(box.DirectionY) > Math.Abs(box.DirectionX))
        {
            box = box with { DirectionX = -box.DirectionY, DirectionY = box.DirectionX, Length = box.Height, Height = box.Length };
        }

        if (box.DirectionX < 0)
        {
            box = box with { DirectionX = -box.DirectionX, DirectionY = -box.DirectionY };
        }

        // Much higher than long: the line stands upright and is read downwards.
        return box.Height >= 1.5 * box.Length
            ? box with { DirectionX = -box.DirectionY, DirectionY = box.DirectionX, Length = box.Height, Height = box.Length }
            : box;
    }
}
