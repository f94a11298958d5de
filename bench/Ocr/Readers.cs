using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ocr.Bench;

internal static class Readers
{
    public static OcrOptions Options => new()
    {
        Engine = Environment.GetEnvironmentVariable("DD_OCR_ENGINE") ?? "auto",
        WorkerProgram = Environment.ProcessPath!,
        Models = Environment.GetEnvironmentVariable("DD_MODELS") ?? "",
    };

    public static async Task<DocumentText> ReadAsync(this WorkerPool pool, string path)
    {
        var task = new ReadingTask(path, Path.GetFileName(path), Guid.Empty, new Dictionary<int, PageDraft>());
        return await new DocumentReading(pool, TimeProvider.System).ReadAsync(task, (_, _) => Task.CompletedTask, CancellationToken.None);
    }
}
