using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Drawing = DocumentFormat.OpenXml.Drawing;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace DigitalDocs.Ocr;

/// <summary>How office packages are opened: read only, and no part longer than any honest one.</summary>
internal static class OfficePackage
{
    public static OpenSettings Settings => new() { AutoSave = false, MaxCharactersInPart = 200_000_000 };
}

internal static class WordText
{
    public static string Read(string path)
    {
        using var document = WordprocessingDocument.Open(path, false, OfficePackage.Settings);
        var text = new StringBuilder();
        var main = document.MainDocumentPart;
        foreach (var header in main?.HeaderParts ?? [])
        {
            Append(header.Header, text);
        }

        Append(main?.Document?.Body, text);
        foreach (var footer in main?.FooterParts ?? [])
        {
            Append(footer.Footer, text);
        }

        Append(main?.FootnotesPart?.Footnotes, text);
        return text.ToString();
    }

    private static void Append(OpenXmlElement? parent, StringBuilder text)
    {
        foreach (var element in parent?.Elements() ?? [])
        {
            if (element is Word.Table table)
            {
                foreach (var row in table.Elements<Word.TableRow>())
                {
                    var cells = row.Elements<Word.TableCell>()
                        .Select(cell => string.Join(' ', cell.Descendants<Word.Paragraph>().Select(Of)).Trim());
                    text.AppendJoin("   ", cells).Append('\n');
                }

                text.Append('\n');
            }
            else if (element is Word.Paragraph paragraph)
            {
                text.Append(Of(paragraph)).Append('\n');
            }
            else
            {
                Append(element, text);
            }
        }
    }

    private static string Of(Word.Paragraph paragraph)
    {
        var text = new StringBuilder();
        foreach (var element in paragraph.Descendants())
        {
            _ = element switch
            {
                Word.Text run => text.Append(run.Text),
                Word.TabChar => text.Append("   "),
                Word.Break { Type: not null } page when page.Type == Word.BreakValues.Page => text.Append('\f'),
                Word.Break or Word.CarriageReturn => text.Append('\n'),
                Word.NoBreakHyphen => text.Append('-'),
                _ => text,
            };
        }

        return text.ToString();
    }
}

internal static class PowerPointText
{
    /// <summary>A page per slide.</summary>
    public static string Read(string path)
    {
        using var document = PresentationDocument.Open(path, false, OfficePackage.Settings);
        var presentation = document.PresentationPart;
        var ids = presentation?.Presentation?.SlideIdList?.Elements<DocumentFormat.OpenXml.Presentation.SlideId>() ?? [];
        var slides = ids
            .Select(id => id.RelationshipId?.Value is { } key ? presentation!.GetPartById(key) as SlidePart : null)
            .Select(slide => slide?.Slide is { } content ? string.Join('\n', content.Descendants<Drawing.Paragraph>()
                .Select(paragraph => string.Concat(paragraph.Descendants<Drawing.Text>().Select(run => run.Text)))) : "");
        return string.Join('\f', slides);
    }
}

internal static class ExcelText
{
    private const int MaxRows = 50_000;

    /// <summary>A page begins with each sheet; cells of a row stand on a line.</summary>
    public static string Read(string path)
    {
        using var document = SpreadsheetDocument.Open(path, false, OfficePackage.Settings);
        var book = document.WorkbookPart;
        var shared = book?.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>()
            .Select(item => string.Concat(item.Descendants<Text>().Select(run => run.Text))).ToList() ?? [];
        var sheets = book?.Workbook?.Sheets?.Elements<Sheet>() ?? [];
        return string.Join('\f', sheets.Select(sheet => Of(sheet, book!, shared)));
    }

    private static string Of(Sheet sheet, WorkbookPart book, List<string> shared)
    {
        var text = new StringBuilder(sheet.Name?.Value).Append('\n');
        if (sheet.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part)
        {
            return text.ToString();
        }

        using var reader = OpenXmlReader.Create(part);
        for (var rows = 0; rows < MaxRows && reader.Read();)
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement && reader.LoadCurrentElement() is Row row)
            {
                rows++;
                text.AppendJoin("   ", row.Elements<Cell>().Select(cell => Of(cell, shared)).Where(value => value.Length > 0)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Of(Cell cell, List<string> shared)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value == CellValues.SharedString)
        {
            return int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < shared.Count
                ? shared[at]
                : "";
        }

        return cell.DataType?.Value == CellValues.InlineString ? cell.InlineString?.InnerText ?? "" : value;
    }
}
