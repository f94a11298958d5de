using SkiaSharp;

namespace DigitalDocs.TitleDocuments.HeldOut;

/// <summary>Letter pages that are drawn once and shown twice: as a PDF with text, or as a scan of it.</summary>
internal sealed class Paper(SKTypeface plain, SKTypeface bold, float size)
{
    public const float Width = 612;
    public const float Height = 792;
    public const float Margin = 46;
    private readonly List<List<Action<SKCanvas>>> _pages = [[]];
    private float _y = Margin;

    public float Size => size;

    public float Y
    {
        get => _y;
        set => _y = value;
    }

    public int Pages => _pages.Count;

    public float Line => size * 1.38f;

    public void NextPage()
    {
        _pages.Add([]);
        _y = Margin;
    }

    public void Room(float points)
    {
        if (_y + points > Height - Margin)
        {
            NextPage();
        }
    }

    /// <summary>Text with its baseline at the current line.</summary>
    public void Put(float x, string text, float scale = 1, bool strong = false, bool right = false)
    {
        var (y, face, points) = (_y, strong ? bold : plain, size * scale);
        var at = right ? x - Measure(text, scale, strong) : x;
        _pages[^1].Add(canvas =>
        {
            using var font = new SKFont(face, points);
            using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
            canvas.DrawText(text, at, y, SKTextAlign.Left, font, ink);
        });
    }

    public void Box(float x, float y, float width, float height)
    {
        _pages[^1].Add(canvas =>
        {
            using var pen = new SKPaint { Color = SKColors.Black, IsStroke = true, StrokeWidth = 0.7f };
            canvas.DrawRect(x, y, width, height, pen);
        });
    }

    public void Rule(float fromX, float toX) => Box(fromX, _y + 2, toX - fromX, 0);

    public void Centre(string text, float scale = 1, bool strong = true)
    {
        Room(Line * scale);
        _y += Line * scale;
        Put((Width - Measure(text, scale, strong)) / 2, text, scale, strong);
    }

    public void Left(string text, float scale = 1, bool strong = false, float x = Margin)
    {
        Room(Line * scale);
        _y += Line * scale;
        Put(x, text, scale, strong);
    }

    /// <summary>Running text between two edges.</summary>
    public void Flow(string text, float left = Margin, float right = Width - Margin, float scale = 1)
    {
        foreach (var line in Wrap(text, right - left, scale))
        {
            Left(line, scale, x: left);
        }

        _y += size * 0.5f;
    }

    public IEnumerable<string> Wrap(string text, float width, float scale = 1)
    {
        foreach (var part in text.Split('\n'))
        {
            var line = "";
            foreach (var word in part.Split(' '))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && Measure(longer, scale, strong: false) > width)
                {
                    yield return line;
                    longer = word;
                }

                line = longer;
            }

            yield return line;
        }
    }

    public float Measure(string text, float scale, bool strong)
    {
        using var font = new SKFont(strong ? bold : plain, size * scale);
        return font.MeasureText(text);
    }

    public byte[] ToPdf()
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream))
        {
            foreach (var page in _pages)
            {
                var canvas = document.BeginPage(Width, Height);
                page.ForEach(draw => draw(canvas));
                document.EndPage();
            }

            document.Close();
        }

        return stream.ToArray();
    }

    /// <summary>A page as a fax or a tired scanner sees it.</summary>
    public byte[] ToScan(int page, Random random)
    {
        const float Scale = 200f / 72f;
        using var bitmap = new SKBitmap((int)(Width * Scale), (int)(Height * Scale));
        using var canvas = new SKCanvas(bitmap);
        var paper = (byte)random.Next(215, 250);
        canvas.Clear(new SKColor(paper, paper, (byte)(paper - random.Next(0, 12))));
        canvas.RotateDegrees((float)((random.NextDouble() - 0.5) * 3), bitmap.Width / 2f, bitmap.Height / 2f);
        canvas.Scale(Scale);
        _pages[page - 1].ForEach(draw => draw(canvas));
        using var dirt = new SKPaint { Color = new SKColor(60, 60, 60), IsAntialias = true };
        for (var i = 0; i < 700; i++)
        {
            canvas.DrawCircle(random.Next((int)Width), random.Next((int)Height), (float)(random.NextDouble() * 0.5), dirt);
        }

        // A shadow along the edge, as of a lid that did not close.
        using var shadow = new SKPaint { Color = new SKColor(0, 0, 0, 38) };
        canvas.DrawRect(0, 0, random.Next(8, 40), Height, shadow);
        canvas.Flush();
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, random.Next(45, 80));
        return data.ToArray();
    }
}
