using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ocr;

/// <summary>What a worker does: reads files by their kind, recognises pages and draws them.</summary>
/// <param name="engine">Loaded with the first picture: most documents need none.</param>
internal sealed class PageReading(Lazy<Task<IOcrEngine?>> engine)
{
    public Task<Answer> DoAsync(Work work, Func<Answer, Task> send, CancellationToken ct) => work.Kind switch
    {
        WorkKind.Read => ReadAsync(work, send, ct),
        WorkKind.Recognise => RecogniseAsync(work, ct),
        _ => PageDrawing.DrawAsync(work, ct),
    };

    private static Task<Answer> ReadAsync(Work work, Func<Answer, Task> send, CancellationToken ct)
    {
        var kind = FileKinds.Of(work.Path, work.Name);
        return kind switch
        {
            FileKind.Pdf => PdfFile.ReadAsync(work, send, ct),
            FileKind.Picture or FileKind.Tiff => PictureFile.ReadAsync(work, kind, send, ct),
            FileKind.Empty => RefuseAsync("The file is empty (unreadable)."),
            FileKind.Heic => RefuseAsync("HEIC pictures cannot be decoded here (unreadable); a JPEG of the same picture can."),
            FileKind.OldOffice => RefuseAsync("Office files of before 2007 and Outlook messages cannot be read (unreadable)."),
            FileKind.Unknown => RefuseAsync("The format of the file is not one that can be read (unreadable)."),
            _ => FlowFile.ReadAsync(work, kind, send, ct),
        };
    }

    private static Task<Answer> RefuseAsync(string note) => Task.FromResult(new Answer(PageCount: null, Note: note, Ended: true));

    private async Task<Answer> RecogniseAsync(Work work, CancellationToken ct)
    {
        var draft = work.Draft ?? PdfFile.Unknown(work.Page);
        if (await engine.Value is not { } reader)
        {
            return Unread(draft, $"Page {work.Page} is a picture, and no engine to read it is installed.");
        }

        if (await PageImage.LoadAsync(work, FileKinds.Of(work.Path, work.Name), ct) is not { } image)
        {
            return Unread(draft, $"Page {work.Page} is damaged and could not be drawn.");
        }

        var reading = await reader.RecogniseAsync(image, ct);
        if (reading.Words.Count == 0 && draft.Page.Words.Count > 0)
        {
            return new Answer(draft with { NeedsRecognition = false }, Ended: true);
        }

        var page = PageTextBuilder.Build(
            work.Page, (reading.Width, reading.Height), reading.Rotation, PageSource.Ocr, PageLayout.Arrange(reading.Words));
        var (width, height) = SizeOf(draft.Page, reading, image);
        return new Answer(new PageDraft(page with { Width = width, Height = height }, false, null, reader.Version), Ended: true);
    }

    // A page's size is told in the file's own unit, in reading orientation.
    private static (double Width, double Height) SizeOf(PageText draft, RecognisedPage reading, GreyImage image)
    {
        var (width, height) = draft.Rotation is 90 or 270 ? (draft.Height, draft.Width) : (draft.Width, draft.Height);
        if (width <= 1 || height <= 1)
        {
            (width, height) = (image.Width, image.Height);
        }

        return reading.Rotation is 90 or 270 ? (height, width) : (width, height);
    }

    private static Answer Unread(PageDraft draft, string note) =>
        new(draft with { NeedsRecognition = false, Note = note }, Ended: true);
}
