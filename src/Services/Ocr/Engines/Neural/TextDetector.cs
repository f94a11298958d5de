using Microsoft.ML.OnnxRuntime;

namespace DigitalDocs.Ocr;

/// <summary>Finds lines of text in a picture.</summary>
internal sealed class TextDetector(InferenceSession session)
{
    private const int PhotoSide = 1280;
    private const int PageSide = 1600;
    private const int StripHeight = 320;
    private const int Margin = 96;

    public List<TextBox> Find(GreyImage image)
    {
        var longest = Math.Max(image.Width, image.Height);
        var scale = (longest >= PageSide ? PageSide : PhotoSide) / (double)longest;
        var width = Multiple(image.Width * scale);
        var height = Multiple(image.Height * scale);
        var scaled = image.ScaledTo(width, height);
        var map = new float[width * height];
        for (var top = 0; top < height; top += StripHeight)
        {
            ReadStrip(scaled, top, Math.Min(height, top + StripHeight), map);
        }

        var (x, y) = (image.Width / (double)width, image.Height / (double)height);
        return [.. Regions.Find(map, width, height).Select(box => Scaled(box, x, y))];
    }

    // The map is put together from strips that see a margin of their neighbours: a page at once takes 0.6 GB.
    private void ReadStrip(GreyImage scaled, int top, int bottom, float[] map)
    {
        var (from, to) = (Math.Max(0, top - Margin), Math.Min(scaled.Height, bottom + Margin));
        var (width, rows) = (scaled.Width, to - from);
        var input = new float[3 * width * rows];
        var plane = input.AsSpan(0, width * rows);
        for (var i = 0; i < plane.Length; i++)
        {
            plane[i] = (scaled.Pixels[(from * width) + i] / 127.5f) - 1;
        }

        plane.CopyTo(input.AsSpan(plane.Length));
        plane.CopyTo(input.AsSpan(2 * plane.Length));
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [1, 3, rows, width]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [session.InputNames[0]], [tensor], [session.OutputNames[0]]);
        outputs[0].GetTensorDataAsSpan<float>().Slice((top - from) * width, (bottom - top) * width).CopyTo(map.AsSpan(top * width));
    }

    private static int Multiple(double side) => Math.Max(32, (int)Math.Round(side / 32) * 32);

    // The two scales differ by rounding to multiples of 32 only: directions keep.
    private static TextBox Scaled(TextBox box, double x, double y)
    {
        var along = box.IsVertical ? y : x;
        var across = box.IsVertical ? x : y;
        return box with { X = box.X * x, Y = box.Y * y, Length = box.Length * along, Height = box.Height * across };
    }
}
