using System.Globalization;
using System.Text;

namespace DigitalDocs.Demo;

/// <summary>Text at a place of a page, in points from the top left.</summary>
public sealed record SheetText(int Page, double X, double Baseline, double Size, bool Serif, bool Bold, string Text);

/// <summary>A rule from one place to another.</summary>
public sealed record SheetRule(int Page, double FromX, double FromY, double ToX, double ToY);

/// <summary>How a document looks: drawn from its seed, so that no two look alike.</summary>
internal sealed record SheetStyle(bool Serif, double Size, double Margin, FieldLook Look, bool Ruled, bool PageNumbers);

internal enum FieldLook
{
    /// <summary>Label: value.</summary>
    Inline,

    /// <summary>Values in a column of their own.</summary>
    Columns,

    /// <summary>Labels in small print above their values.</summary>
    Above,
}

/// <summary>Lays text out on letter pages and writes them as a PDF with the fonts that every viewer has.</summary>
internal sealed class PdfSheet(SheetStyle style)
{
    public const double Width = 612;
    public const double Height = 792;
    private readonly List<SheetText> _texts = [];
    private readonly List<SheetRule> _rules = [];
    private int _page = 1;
    private double _y = style.Margin;

    public IReadOnlyList<SheetText> Texts => _texts;

    public IReadOnlyList<SheetRule> Rules => _rules;

    public int Pages => _page;

    private double Leading => style.Size * 1.32;

    public void Title(string text, double scale = 1.55)
    {
        Room(style.Size * scale * 1.6);
        var size = style.Size * scale;
        foreach (var line in Wrap(text, Width - (2 * style.Margin), size, bold: true))
        {
            _y += size * 1.2;
            Put((Width - Measure(line, size, bold: true)) / 2, size, line, bold: true);
        }

        _y += style.Size * 0.9;
    }

    public void Heading(string text)
    {
        Room(Leading * 2.5);
        _y += Leading * 1.35;
        Put(style.Margin, style.Size * 1.08, text, bold: true);
        if (style.Ruled)
        {
            _rules.Add(new SheetRule(_page, style.Margin, _y + 3, Width - style.Margin, _y + 3));
        }

        _y += style.Size * 0.3;
    }

    public void Text(string text, double indent = 0, bool small = false)
    {
        var size = small ? style.Size * 0.85 : style.Size;
        foreach (var line in Wrap(text, Width - (2 * style.Margin) - indent, size, bold: false))
        {
            Room(Leading);
            _y += small ? Leading * 0.85 : Leading;
            Put(style.Margin + indent, size, line, bold: false);
        }

        _y += style.Size * 0.5;
    }

    public void Field(string label, string value)
    {
        switch (style.Look)
        {
            case FieldLook.Inline:
                Room(Leading);
                _y += Leading * 1.1;
                Put(style.Margin, style.Size, label + ":", bold: true);
                Lines(value, style.Margin + Measure(label + ": ", style.Size, bold: true) + 3);
                break;
            case FieldLook.Columns:
                Room(Leading);
                _y += Leading * 1.15;
                Put(style.Margin, style.Size, label, bold: false);
                Lines(value, style.Margin + 185);
                break;
            default:
                Room(Leading * 2.6);
                _y += Leading;
                Put(style.Margin, style.Size * 0.78, label, bold: false);
                _y += Leading * 0.95;
                Lines(value, style.Margin);
                _y += style.Size * 0.2;
                break;
        }
    }

    /// <summary>Rows of cells at the given places; the last cell stands to the right when it is an amount.</summary>
    public void Row(double[] at, params string[] cells)
    {
        Room(Leading);
        _y += Leading;
        for (var i = 0; i < cells.Length; i++)
        {
            var x = style.Margin + (at[i] * (Width - (2 * style.Margin)));
            Put(x, style.Size * 0.95, cells[i], bold: false);
        }
    }

    public void Space(double lines = 1) => _y += Leading * lines;

    public void Signature(string name, string? role = null)
    {
        Room(Leading * 5);
        _y += Leading * 2.6;
        _rules.Add(new SheetRule(_page, style.Margin, _y, style.Margin + 220, _y));
        _y += Leading;
        Put(style.Margin, style.Size, role is null ? name : $"{name}, {role}", bold: false);
        _y += style.Size * 0.3;
    }

    public void NextPage()
    {
        Number();
        _page++;
        _y = style.Margin;
    }

    public byte[] ToPdf()
    {
        Number();
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {_page} /Kids [{string.Join(' ', Enumerable.Range(0, _page).Select(p => $"{7 + (2 * p)} 0 R"))}] >>",
        };
        objects.AddRange(((string[])["Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold"]).Select(f =>
            $"<< /Type /Font /Subtype /Type1 /BaseFont /{f} /Encoding /WinAnsiEncoding >>"));
        for (var page = 1; page <= _page; page++)
        {
            var content = Content(page);
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width:0} {Height:0}] /Contents {8 + (2 * (page - 1))} 0 R "
                + "/Resources << /Font << /F0 3 0 R /F1 4 0 R /F2 5 0 R /F3 6 0 R >> >> >>");
            objects.Add($"<< /Length {content.Length} >>\nstream\n{content}\nendstream");
        }

        return Assemble(objects);
    }

    private static byte[] Assemble(List<string> objects)
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            pdf.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        }

        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    private string Content(int page)
    {
        var content = new StringBuilder();
        foreach (var text in _texts.Where(t => t.Page == page))
        {
            var escaped = text.Text.Replace(@"\", @"\\", StringComparison.Ordinal)
                .Replace("(", @"\(", StringComparison.Ordinal).Replace(")", @"\)", StringComparison.Ordinal);
            var font = (text.Serif ? 2 : 0) + (text.Bold ? 1 : 0);
            content.Append(CultureInfo.InvariantCulture,
                $"BT /F{font} {text.Size:0.##} Tf {text.X:0.##} {Height - text.Baseline:0.##} Td ({escaped}) Tj ET\n");
        }

        foreach (var rule in _rules.Where(r => r.Page == page))
        {
            content.Append(CultureInfo.InvariantCulture,
                $"0.6 w {rule.FromX:0.##} {Height - rule.FromY:0.##} m {rule.ToX:0.##} {Height - rule.ToY:0.##} l S\n");
        }

        return content.ToString();
    }

    private void Lines(string value, double x)
    {
        var first = true;
        foreach (var part in value.Split('\n'))
        {
            foreach (var line in Wrap(part, Width - style.Margin - x, style.Size, bold: false))
            {
                _y += first ? 0 : Leading;
                Put(x, style.Size, line, bold: false);
                first = false;
            }
        }
    }

    private void Room(double needed)
    {
        if (_y + needed > Height - style.Margin)
        {
            NextPage();
        }
    }

    private void Number()
    {
        if (style.PageNumbers)
        {
            var text = $"Page {_page}";
            _texts.Add(new SheetText(_page, (Width - Measure(text, 8, bold: false)) / 2, Height - 28, 8, style.Serif, false, text));
        }
    }

    private void Put(double x, double size, string text, bool bold) =>
        _texts.Add(new SheetText(_page, x, _y, size, style.Serif, bold, text));

    private double Measure(string text, double size, bool bold)
    {
        var widths = (style.Serif, bold) switch
        {
            (false, false) => FontWidths.Sans,
            (false, true) => FontWidths.SansBold,
            (true, false) => FontWidths.Serif,
            _ => FontWidths.SerifBold,
        };
        return text.Sum(c => c is >= ' ' and <= '~' ? widths[c - ' '] : 556) * size / 1000;
    }

    private IEnumerable<string> Wrap(string text, double width, double size, bool bold)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Measure(longer, size, bold) > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        yield return line;
    }
}
