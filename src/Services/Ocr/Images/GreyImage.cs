namespace DigitalDocs.Ocr;

/// <summary>A page's picture, a byte per pixel, 0 black to 255 white. <paramref name="Dpi"/> is 0 when nobody knows.</summary>
internal sealed record GreyImage(byte[] Pixels, int Width, int Height, double Dpi)
{
    /// <summary>Turned clockwise by 0, 90, 180 or 270 degrees.</summary>
    public GreyImage Turned(int degrees)
    {
        if (degrees == 0)
        {
            return this;
        }

        var (width, height) = degrees == 180 ? (Width, Height) : (Height, Width);
        var turned = new byte[Pixels.Length];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var to = degrees switch
                {
                    90 => (x * width) + (width - 1 - y),
                    180 => ((height - 1 - y) * width) + (width - 1 - x),
                    _ => ((height - 1 - x) * width) + y,
                };
                turned[to] = Pixels[(y * Width) + x];
            }
        }

        return new GreyImage(turned, width, height, Dpi);
    }

    /// <summary>The binary PGM that tesseract reads without any decoding to speak of.</summary>
    public byte[] ToPgm()
    {
        var head = System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($"P5\n{Width} {Height}\n255\n"));
        return [.. head, .. Pixels];
    }

    /// <summary>Reads a binary PGM as <c>pdftoppm -gray</c> writes it.</summary>
    public static GreyImage? FromPgm(byte[] pgm, double dpi)
    {
        var at = 2;
        if (pgm.Length < 10 || pgm[0] != 'P' || pgm[1] != '5')
        {
            return null;
        }

        var (width, height, most) = (Next(pgm, ref at), Next(pgm, ref at), Next(pgm, ref at));
        at++;
        return width > 0 && height > 0 && most == 255 && pgm.Length - at >= (long)width * height
            ? new GreyImage(pgm.AsSpan(at, width * height).ToArray(), width, height, dpi)
            : null;
    }

    private static int Next(byte[] pgm, ref int at)
    {
        while (at < pgm.Length && (char.IsWhiteSpace((char)pgm[at]) || pgm[at] == '#'))
        {
            var isComment = pgm[at] == '#';
            at++;
            while (isComment && at < pgm.Length && pgm[at] != '\n')
            {
                at++;
            }
        }

        var value = 0;
        while (at < pgm.Length && pgm[at] is >= (byte)'0' and <= (byte)'9' && value < 1_000_000)
        {
            value = (value * 10) + (pgm[at++] - '0');
        }

        return value;
    }
}
