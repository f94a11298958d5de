using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Ocr;

[assembly: AssemblyFixture(typeof(DigitalDocs.Services.Tests.Ocr.OcrFixture))]

namespace DigitalDocs.Services.Tests.Ocr;

/// <summary>Warm workers for all tests of reading, started when the first test needs them.</summary>
public sealed class OcrFixture : IDisposable
{
    private readonly Lazy<WorkerPool> _pool = new(() => new WorkerPool(Options));

    internal static OcrOptions Options => new() { Engine = "tesseract", Patience = TimeSpan.FromMinutes(3) };

    internal WorkerPool Pool => _pool.Value;

    internal async Task<DocumentText> ReadAsync(string path, string? name = null)
    {
        var task = new ReadingTask(path, name ?? Path.GetFileName(path), Guid.Empty, new Dictionary<int, PageDraft>());
        return await new DocumentReading(Pool, TimeProvider.System).ReadAsync(task, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken);
    }

    internal async Task<DocumentText> ReadAsync(byte[] content, string name)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
            return await ReadAsync(path, name);
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static void RequireTesseract() =>
        Assert.SkipUnless(Tool.IsInstalled("tesseract") && Tool.IsInstalled("pdftoppm"), "tesseract and poppler are not installed");

    public void Dispose()
    {
        if (_pool.IsValueCreated)
        {
            _pool.Value.Dispose();
        }
    }
}
