using SkiaSharp;

namespace DigitalDocs.Ocr;

/// <summary>Decodes PNG, JPEG, GIF, BMP and WEBP, upright, after looking at what size they declare.</summary>
internal static class SkiaPicture
{
    public const long MaxPixels = 100_000_000;
    private const long MaxDecodedPixels = 40_000_000;

    /// <summary>Size as shown (after the camera's turn); null with the reason when it will not be decoded.</summary>
    public static ((int Width, int Height)? Size, string? Refusal) Measure(string path)
    {
        using var codec = SKCodec.Create(path);
        if (codec is null)
        {
            return (null, "The picture is damaged and could not be decoded (unreadable).");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
        {
            return (null, $"The picture declares {width} × {height} pixels, more than are decoded (unreadable).");
        }

        return (IsSideways(codec.EncodedOrigin) ? (height, width) : (width, height), null);
    }

    /// <summary>The picture upright, at most <paramref name="longestSide"/> long; null when it cannot be decoded.</summary>
    public static SKBitmap? Load(string path, SKColorType colours, int longestSide)
    {
        using var codec = SKCodec.Create(path);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > MaxPixels)
        {
            return null;
        }

        using var decoded = Decode(codec, colours, longestSide);
        if (decoded is null)
        {
            return null;
        }

        var origin = codec.EncodedOrigin;
        var (width, height) = IsSideways(origin) ? (decoded.Height, decoded.Width) : (decoded.Width, decoded.Height);
        var scale = Math.Min(1f, longestSide / (float)Math.Max(width, height));
        var target = new SKImageInfo(
            Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)), colours, SKAlphaType.Opaque);
        var upright = new SKBitmap(target);
        using var canvas = new SKCanvas(upright);
        canvas.Clear(SKColors.White);
        canvas.Scale((float)target.Width / width, (float)target.Height / height);
        canvas.Concat(TurnFor(origin, decoded.Width, decoded.Height));
        using var image = SKImage.FromBitmap(decoded);
        var sampling = scale < 1 ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : SKSamplingOptions.Default;
        canvas.DrawImage(image, SKRect.Create(decoded.Width, decoded.Height), sampling);
        return upright;
    }

    private static SKBitmap? Decode(SKCodec codec, SKColorType colours, int longestSide)
    {
        // A JPEG can be decoded at an eighth to seven eighths of its size for a fraction of time and memory.
        var wanted = Math.Min(1f, 1.5f * longestSide / Math.Max(codec.Info.Width, codec.Info.Height));
        var size = codec.GetScaledDimensions(wanted);
        if ((long)size.Width * size.Height > MaxDecodedPixels)
        {
            return null;
        }

        var isGrey = colours == SKColorType.Gray8 && codec.Info.ColorType == SKColorType.Gray8;
        var info = new SKImageInfo(
            size.Width, size.Height, isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888,
            isGrey ? SKAlphaType.Opaque : SKAlphaType.Premul);
        var bitmap = new SKBitmap(info);

        // Half a picture is better than none: truncated uploads show what is there.
        if (codec.GetPixels(info, bitmap.GetPixels()) is SKCodecResult.Success or SKCodecResult.IncompleteInput)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    private static bool IsSideways(SKEncodedOrigin origin) => origin
        is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    private static SKMatrix TurnFor(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
