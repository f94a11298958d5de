using System.Runtime.InteropServices;
using SkiaSharp;

namespace DigitalDocs.Ocr;

internal static class Scaling
{
    /// <summary>Scaled by cubic interpolation, or averaged when it becomes smaller.</summary>
    public static GreyImage Scaled(this GreyImage image, double factor)
    {
        var (width, height) = ((int)Math.Round(image.Width * factor), (int)Math.Round(image.Height * factor));
        return image.ScaledTo(Math.Max(1, width), Math.Max(1, height));
    }

    public static GreyImage ScaledTo(this GreyImage image, int width, int height)
    {
        if (width == image.Width && height == image.Height)
        {
            return image;
        }

        var pixels = new byte[width * height];
        var from = GCHandle.Alloc(image.Pixels, GCHandleType.Pinned);
        var to = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            using var source = new SKPixmap(new SKImageInfo(image.Width, image.Height, SKColorType.Gray8), from.AddrOfPinnedObject());
            using var target = new SKPixmap(new SKImageInfo(width, height, SKColorType.Gray8), to.AddrOfPinnedObject());
            var isSmaller = width < image.Width;
            source.ScalePixels(target, isSmaller
                ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
                : new SKSamplingOptions(SKCubicResampler.CatmullRom));
        }
        finally
        {
            from.Free();
            to.Free();
        }

        return new GreyImage(pixels, width, height, image.Dpi * width / image.Width);
    }

    /// <summary>No longer than this: more dots than the engines can use only cost time.</summary>
    public static GreyImage NoLongerThan(this GreyImage image, int longestSide)
    {
        var longest = Math.Max(image.Width, image.Height);
        return longest <= longestSide ? image : image.Scaled(longestSide / (double)longest);
    }
}
