using UglyToad.PdfPig;
using UglyToad.PdfPig.AcroForms;
using UglyToad.PdfPig.AcroForms.Fields;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace DigitalDocs.Ocr;

/// <summary>What was filled into a form: it stands in the fields, not in the page's content.</summary>
internal sealed class FormFields
{
    private readonly ILookup<int, AcroFieldBase> _byPage;

    private FormFields(IEnumerable<AcroFieldBase> fields) =>
        _byPage = fields.Where(field => field is { PageNumber: not null, Bounds: not null })
            .ToLookup(field => field.PageNumber!.Value);

    public static FormFields Of(PdfDocument document)
    {
        try
        {
            return new FormFields(document.TryGetForm(out var form) ? form.GetFields() : []);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A broken form costs its values, never the pages' text.
            return new FormFields([]);
        }
    }

    /// <summary>The values as words at their fields' places, as the page is shown.</summary>
    public List<PlacedWord> WordsOn(Page page) =>
        [.. _byPage[page.Number].SelectMany(field => Place(ValueOf(field), PlaceOf(field.Bounds!.Value, page)))];

    private static string? ValueOf(AcroFieldBase field) => field switch
    {
        AcroTextField text => text.Value,
        AcroComboBoxField combo => string.Join(", ", combo.SelectedOptions),
        AcroListBoxField list => string.Join(", ", list.SelectedOptions),
        AcroCheckboxField { IsChecked: true } => "☒",
        AcroRadioButtonField { IsSelected: true } => "☒",
        _ => null,
    };

    private static (double X, double Y, double Width, double Height) PlaceOf(PdfRectangle bounds, Page page)
    {
        var (left, right) = (Math.Min(bounds.Left, bounds.Right), Math.Max(bounds.Left, bounds.Right));
        var (bottom, top) = (Math.Min(bounds.Bottom, bounds.Top), Math.Max(bounds.Bottom, bounds.Top));
        return (left, page.Height - top, right - left, top - bottom);
    }

    private static IEnumerable<PlacedWord> Place(string? value, (double X, double Y, double Width, double Height) box)
    {
        var rows = (value ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var height = rows.Length == 1 ? Math.Min(box.Height, 14) : box.Height / Math.Max(1, rows.Length);
        var top = rows.Length == 1 ? box.Y + ((box.Height - height) / 2) : box.Y;
        for (var row = 0; row < rows.Length; row++)
        {
            // Nobody knows the appearance's font: a letter is taken as half its height wide, less when it must fit.
            var letter = Math.Min(box.Width / Math.Max(1, rows[row].Length), height * 0.5);
            var x = 0;
            foreach (var word in rows[row].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                x = rows[row].IndexOf(word, x, StringComparison.Ordinal);
                yield return new PlacedWord(
                    word, box.X + (x * letter), top + (row * height), word.Length * letter, height);
                x += word.Length;
            }
        }
    }
}
