using BitMiracle.LibTiff.Classic;

namespace DigitalDocs.Ocr;

/// <summary>The pages of a TIFF: fax and scanner output, often many pages of black and white.</summary>
internal static class TiffFile
{
    private const long MaxPixels = 40_000_000;
    private const int MaxPages = 2_000;

    static TiffFile() => Tiff.SetErrorHandler(new SilentErrors());

    /// <summary>Width, height and resolution of every page; pages that declare too much have no size.</summary>
    public static List<(int Width, int Height, double Dpi)?> Measure(string path)
    {
        using var tiff = Tiff.Open(path, "r");
        var pages = new List<(int, int, double)?>();
        if (tiff is null)
        {
            return pages;
        }

        do
        {
            var (width, height) = (Number(tiff, TiffTag.IMAGEWIDTH), Number(tiff, TiffTag.IMAGELENGTH));
            pages.Add(width > 0 && height > 0 && (long)width * height <= MaxPixels ? (width, height, DpiOf(tiff)) : null);
        }
        while (pages.Count < MaxPages && tiff.ReadDirectory());

        return pages;
    }

    /// <summary>One page (from 1) in grey; null when it cannot be decoded.</summary>
    public static GreyImage? Load(string path, int page)
    {
        using var tiff = Tiff.Open(path, "r");
        if (tiff is null || !tiff.SetDirectory((short)(page - 1)))
        {
            return null;
        }

        var (width, height) = (Number(tiff, TiffTag.IMAGEWIDTH), Number(tiff, TiffTag.IMAGELENGTH));
        if (width <= 0 || height <= 0 || (long)width * height > MaxPixels)
        {
            return null;
        }

        var colours = new int[width * height];
        if (!tiff.ReadRGBAImageOriented(width, height, colours, Orientation.TOPLEFT, stopOnError: false))
        {
            return null;
        }

        var pixels = new byte[colours.Length];
        for (var i = 0; i < colours.Length; i++)
        {
            var c = colours[i];
            var alpha = Tiff.GetA(c);
            var grey = ((299 * Tiff.GetR(c)) + (587 * Tiff.GetG(c)) + (114 * Tiff.GetB(c))) / 1000;
            pixels[i] = (byte)(alpha == 255 ? grey : grey + (255 - alpha));
        }

        var image = new GreyImage(pixels, width, height, DpiOf(tiff));
        return WithSquarePixels(image, tiff);
    }

    // Fax pages have 204 by 98 dots to the inch: unstretched they are half as high as they should be.
    private static GreyImage WithSquarePixels(GreyImage image, Tiff tiff)
    {
        var (x, y) = (Fraction(tiff, TiffTag.XRESOLUTION), Fraction(tiff, TiffTag.YRESOLUTION));
        if (x <= 0 || y <= 0 || x / y is < 1.5 or > 3)
        {
            return image;
        }

        var height = (int)(image.Height * (x / y));
        var stretched = new byte[image.Width * height];
        for (var row = 0; row < height; row++)
        {
            var from = Math.Min(image.Height - 1, (int)(row * (y / x)));
            Array.Copy(image.Pixels, from * image.Width, stretched, row * image.Width, image.Width);
        }

        return new GreyImage(stretched, image.Width, height, x);
    }

    private static double DpiOf(Tiff tiff)
    {
        var resolution = Fraction(tiff, TiffTag.XRESOLUTION);
        var perInch = (ResUnit)Number(tiff, TiffTag.RESOLUTIONUNIT) == ResUnit.CENTIMETER ? resolution * 2.54 : resolution;
        return perInch is >= 50 and <= 2400 ? perInch : 0;
    }

    private static int Number(Tiff tiff, TiffTag tag) => tiff.GetField(tag) is [var value, ..] ? value.ToInt() : 0;

    private static double Fraction(Tiff tiff, TiffTag tag) => tiff.GetField(tag) is [var value, ..] ? value.ToDouble() : 0;

    // The library writes to the console by itself; the caller hears of failures by what it gets back.
    private sealed class SilentErrors : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }
    }
}
