namespace DigitalDocs.Ocr;

/// <summary>Cuts a line of text out of a picture, straight and as high as the recogniser wants it.</summary>
internal static class LineCrop
{
    public const int Height = 48;
    private const int MaxWidth = 3_200;

    /// <summary>The line as the recogniser's input, three equal planes, and its width.</summary>
    public static (float[] Input, int Width) Cut(GreyImage image, TextBox box)
    {
        var width = Math.Clamp((int)Math.Ceiling(Height * box.Length / Math.Max(1, box.Height)), Height, MaxWidth);
        var input = new float[3 * Height * width];
        var (originX, originY) = box.At(0.5 / width, 0.5 / Height);
        var (stepX, stepY) = (box.DirectionX * box.Length / width, box.DirectionY * box.Length / width);
        var (downX, downY) = (-box.DirectionY * box.Height / Height, box.DirectionX * box.Height / Height);

        // Large type is averaged over the pixels that one of the crop stands for.
        var samples = Math.Clamp((int)Math.Round(box.Height / Height), 1, 6);
        for (var row = 0; row < Height; row++)
        {
            var at = row * width;
            for (var column = 0; column < width; column++)
            {
                var x = originX + (column * stepX) + (row * downX);
                var y = originY + (column * stepY) + (row * downY);
                var value = samples == 1
                    ? Cubic(image, x, y)
                    : Mean(image, (x, y), (stepX, stepY), (downX, downY), samples);
                input[at + column] = (value / 127.5f) - 1;
            }
        }

        var plane = input.AsSpan(0, Height * width);
        plane.CopyTo(input.AsSpan(plane.Length));
        plane.CopyTo(input.AsSpan(2 * plane.Length));
        return (input, width);
    }

    private static float Mean(
        GreyImage image, (double X, double Y) at, (double X, double Y) step, (double X, double Y) down, int samples)
    {
        var sum = 0f;
        for (var i = 0; i < samples; i++)
        {
            for (var j = 0; j < samples; j++)
            {
                var (u, v) = (((i + 0.5) / samples) - 0.5, ((j + 0.5) / samples) - 0.5);
                sum += Pixel(image, (int)Math.Round(at.X + (u * step.X) + (v * down.X)), (int)Math.Round(at.Y + (u * step.Y) + (v * down.Y)));
            }
        }

        return sum / (samples * samples);
    }

    private static float Cubic(GreyImage image, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (fx, fy) = ((float)(x - left), (float)(y - top));
        Span<float> across = stackalloc float[4];
        Span<float> down = stackalloc float[4];
        Weights(fx, across);
        Weights(fy, down);
        var sum = 0f;
        for (var j = 0; j < 4; j++)
        {
            var row = 0f;
            for (var i = 0; i < 4; i++)
            {
                row += across[i] * Pixel(image, left + i - 1, top + j - 1);
            }

            sum += down[j] * row;
        }

        return Math.Clamp(sum, 0, 255);
    }

    // Keys' kernel with a = -0.75, as the models' own preparation uses.
    private static void Weights(float t, Span<float> weights)
    {
        const float A = -0.75f;
        var s = 1 - t;
        weights[0] = ((((A * (t + 1)) - (5 * A)) * (t + 1)) + (8 * A)) * (t + 1) - (4 * A);
        weights[1] = (((((A + 2) * t) - (A + 3)) * t) * t) + 1;
        weights[2] = (((((A + 2) * s) - (A + 3)) * s) * s) + 1;
        weights[3] = 1 - weights[0] - weights[1] - weights[2];
    }

    private static float Pixel(GreyImage image, int x, int y) =>
        image.Pixels[(Math.Clamp(y, 0, image.Height - 1) * image.Width) + Math.Clamp(x, 0, image.Width - 1)];
}
