using System.Globalization;
using DigitalDocs.Contracts.Ocr;
using UglyToad.PdfPig;

namespace DigitalDocs.Ocr;

/// <summary>
/// Reads the text layers of a PDF: with the parser, after a repair, and where that gives nothing by poppler, which
/// forgives the most.
/// </summary>
internal static class PdfFile
{
    public const int MaxPages = 5_000;
    public const string Locked = "The file is protected by a password and could not be read.";
    public const string Unreadable = "The file is damaged and could not be read (unreadable).";
    private const long MaxParsedBytes = 192L * 1024 * 1024;
    private static readonly TimeSpan RepairLimit = TimeSpan.FromSeconds(15);

    public static async Task<Answer> ReadAsync(Work work, Func<Answer, Task> send, CancellationToken ct)
    {
        if (work.AvoidParser == -1 || new FileInfo(work.Path).Length > MaxParsedBytes)
        {
            return await PopplerText.ReadAsync(work, send, ct);
        }

        try
        {
            return await ParseAsync(work, work.Path, send, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException and not OutOfMemoryException)
        {
            return await ReadRepairedAsync(work, send, ct);
        }
    }

    private static async Task<Answer> ReadRepairedAsync(Work work, Func<Answer, Task> send, CancellationToken ct)
    {
        var repaired = work.Path + ".repaired";
        string[] arguments = ["--decrypt", "--warning-exit-0", work.Path, repaired];
        var result = await Tool.RunAsync("qpdf", arguments, RepairLimit, 100_000, null, ct);
        if (result.Errors.Contains("invalid password", StringComparison.Ordinal))
        {
            return new Answer(Note: Locked, Ended: true);
        }

        if (result.Succeeded && File.Exists(repaired))
        {
            try
            {
                return await ParseAsync(work, repaired, send, ct);
            }
            catch (Exception error) when (error is not OperationCanceledException and not OutOfMemoryException)
            {
                // Poppler is asked next: it reads files that no strict parser takes.
            }
            finally
            {
                File.Delete(repaired);
            }
        }

        return await PopplerText.ReadAsync(work, send, ct);
    }

    private static async Task<Answer> ParseAsync(Work work, string path, Func<Answer, Task> send, CancellationToken ct)
    {
        using var document = PdfDocument.Open(path, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, MaxStackDepth = 64 });
        var count = document.NumberOfPages;
        if (count <= 0)
        {
            throw new InvalidDataException("no pages");
        }

        var fields = FormFields.Of(document);
        for (var number = work.Page; number <= Math.Min(count, MaxPages); number++)
        {
            var draft = number == work.AvoidParser ? null : Parse(document, number, fields);
            draft ??= await PopplerText.PageAsync(work.Path, number, ct);
            await send(new Answer(draft, count));
        }

        var note = count > MaxPages
            ? string.Create(CultureInfo.InvariantCulture, $"Only the first {MaxPages} of {count} pages were read.")
            : null;
        return new Answer(PageCount: Math.Min(count, MaxPages), Note: note, Ended: true);
    }

    private static PageDraft? Parse(PdfDocument document, int number, FormFields fields)
    {
        try
        {
            var page = document.GetPage(number);
            var text = TextLayer.Read(page, fields.WordsOn(page));
            return new PageDraft(text, TextLayerQuality.NeedsRecognition(page, text));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // One broken page is read by other means; the rest of the file goes on here.
            return null;
        }
    }

    /// <summary>A page of which nothing is known but its place in the file.</summary>
    public static PageDraft Unknown(int number) =>
        new(new PageText(number, 612, 792, 0, PageSource.None, "", []), NeedsRecognition: true);
}
