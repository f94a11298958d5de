using System.Globalization;
using SkiaSharp;

namespace DigitalDocs.TitleDocuments.HeldOut;

/// <summary>How labels stand to their values.</summary>
internal enum Layout
{
    LabelLeft,
    LabelAbove,
    Boxes,
    Leaders,
    Table,
}

/// <summary>A held-out document in the making: its look, its facts and what a reader should find.</summary>
internal sealed class Sketch
{
    private readonly List<(string Field, string Value)> _truth = [];
    private float _boxX = Paper.Margin;

    public Sketch(int seed)
    {
        Random = new Random(seed);
        Layout = (Layout)Random.Next(5);
        var family = PickInstalled("DejaVuSans", "DejaVuSerif", "DejaVuSansMono", "DejaVuSansCondensed", "DejaVuSerifCondensed", "LiberationSans-Regular", "LiberationSerif-Regular");
        var face = Face(family);
        Paper = new Paper(face, Face(family.Replace("-Regular", "", StringComparison.Ordinal) + "-Bold", face), 8.2f + (Random.Next(4) * 0.6f));
        Facts = new Facts(Random);
    }

    public Random Random { get; }

    public Paper Paper { get; }

    public Layout Layout { get; }

    public Facts Facts { get; }

    public IReadOnlyList<(string Field, string Value)> Truth => _truth;

    public T Pick<T>(params T[] choices) => choices[Random.Next(choices.Length)];

    public void Says(string field, params string[] values) => _truth.AddRange(values.Select(value => (field, value)));

    /// <summary>A value with its label; several lines are parted by line feeds.</summary>
    public void Field(string field, string label, string printed, string? truth = null)
    {
        Print(label, printed);
        Says(field, truth ?? printed.Replace('\n', ' '));
    }

    public void Money(string field, string label, decimal amount) => Field(field, label, Printed(amount), Facts.Plain(amount));

    public void Date(string field, string label, DateOnly day) => Field(field, label, Written(day), Facts.Iso(day));

    public string Printed(decimal amount) => Random.Next(3) switch
    {
        0 => "$ " + amount.ToString("N2", CultureInfo.InvariantCulture),
        1 => amount.ToString("N2", CultureInfo.InvariantCulture),
        _ => "$" + amount.ToString(amount == Math.Floor(amount) ? "N0" : "N2", CultureInfo.InvariantCulture),
    };

    public string Written(DateOnly day) => Random.Next(5) switch
    {
        0 => day.ToString("MM-dd-yyyy", CultureInfo.InvariantCulture),
        1 => day.ToString("M/d/yy", CultureInfo.InvariantCulture),
        2 => day.ToString("dddd, MMMM d, yyyy", CultureInfo.InvariantCulture),
        3 => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        _ => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture),
    };

    public void Print(string label, string value)
    {
        var (paper, lines) = (Paper, value.Split('\n'));
        var room = Layout switch { Layout.Table => 200f, Layout.Leaders => 280f, Layout.LabelLeft => 165f, _ => Paper.Width };
        if (paper.Measure(label, 1, strong: true) > room)
        {
            // Too long to stand beside its value: it has lines of its own.
            paper.Flow(label);
            label = "";
        }

        switch (Layout)
        {
            case Layout.Boxes:
                BoxOf(label, lines);
                return;
            case Layout.LabelAbove:
                paper.Room(paper.Line * (lines.Length + 1.6f));
                paper.Left(label.ToUpperInvariant(), 0.72f);
                break;
            case Layout.Leaders:
                paper.Room(paper.Line * lines.Length);
                paper.Y += paper.Line;
                paper.Put(Paper.Margin, label.Length == 0 ? "" : label + " " + new string('.', Math.Max(3, 38 - label.Length)));
                paper.Put(330, lines[0]);
                break;
            case Layout.Table:
                paper.Room(paper.Line * (lines.Length + 0.6f));
                paper.Box(Paper.Margin, paper.Y + (paper.Line * 0.25f), Paper.Width - (2 * Paper.Margin), (paper.Line * lines.Length) + 4);
                paper.Y += paper.Line + 2;
                paper.Put(Paper.Margin + 5, label, strong: true);
                paper.Put(250, lines[0]);
                break;
            default:
                paper.Room(paper.Line * lines.Length);
                paper.Y += paper.Line * 1.1f;
                paper.Put(Paper.Margin, label.Length == 0 ? "" : label + Pick(":", "", " -"), strong: Random.Next(2) == 0);
                paper.Put(Paper.Margin + 170, lines[0]);
                break;
        }

        var x = Layout switch { Layout.Leaders => 330, Layout.Table => 250, Layout.LabelLeft => Paper.Margin + 170, _ => Paper.Margin };
        foreach (var line in Layout == Layout.LabelAbove ? lines : lines[1..])
        {
            paper.Left(line, x: x);
        }

        paper.Y += Layout is Layout.LabelAbove or Layout.Table ? 4 : 0;
    }

    /// <summary>Ends a row of boxes: what follows starts at the left.</summary>
    public void EndRow()
    {
        if (_boxX > Paper.Margin)
        {
            Paper.Y += Paper.Line * 3.6f;
            _boxX = Paper.Margin;
        }
    }

    public void Heading(string text)
    {
        EndRow();
        Paper.Room(Paper.Line * 3);
        Paper.Y += Paper.Line * 0.5f;
        Paper.Left(text, 1.08f, strong: true);
        Paper.Rule(Paper.Margin, Paper.Width - Paper.Margin);
        Paper.Y += 3;
    }

    public void Title(string text)
    {
        Paper.Centre(text, 1.6f);
        Paper.Y += Paper.Line * 0.6f;
    }

    public void Flow(string text)
    {
        EndRow();
        Paper.Flow(text);
    }

    public void Sign(string name, string under)
    {
        EndRow();
        Paper.Room(Paper.Line * 4);
        Paper.Y += Paper.Line * 2;
        Paper.Rule(Paper.Margin, 270);
        Paper.Left(name);
        Paper.Left(under, 0.8f);
    }

    // Two boxes to a row, the label small in the upper corner, as on printed forms.
    private void BoxOf(string label, string[] lines)
    {
        var width = (Paper.Width - (2 * Paper.Margin)) / 2;
        var height = Paper.Line * 3.5f;
        if (_boxX <= Paper.Margin)
        {
            Paper.Room(height + 6);
        }

        var (top, x) = (Paper.Y, _boxX);
        Paper.Box(x, top + 3, width, height);
        Paper.Y = top + (Paper.Line * 0.85f);
        foreach (var (line, i) in Paper.Wrap(label, width - 8, 0.72f).Take(2).Select((line, i) => (line, i)))
        {
            Paper.Y += i * Paper.Line * 0.7f;
            Paper.Put(x + 3, line, 0.72f);
        }

        foreach (var line in lines)
        {
            Paper.Y += Paper.Line * 0.95f;
            Paper.Put(x + 6, line);
        }

        Paper.Y = top;
        _boxX = x > Paper.Margin ? Paper.Margin : x + width;
        Paper.Y += x > Paper.Margin ? height : 0;
    }

    // Fonts that a machine lacks are left out: text in none would be no text.
    private string PickInstalled(params string[] families) =>
        families.Where(family => FileOf(family) is not null).ToArray() is { Length: > 0 } installed
            ? Pick(installed)
            : throw new InvalidOperationException("No font to draw with: fonts-dejavu or fonts-liberation is needed.");

    private static SKTypeface Face(string family, SKTypeface? instead = null) =>
        (FileOf(family) is { } path ? SKTypeface.FromFile(path) : null) ?? instead ?? SKTypeface.Default;

    private static string? FileOf(string family) => Directory.Exists("/usr/share/fonts")
        ? Directory.EnumerateFiles("/usr/share/fonts", family + ".ttf", SearchOption.AllDirectories).FirstOrDefault()
        : null;
}
