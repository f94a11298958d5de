using System.Diagnostics;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Ocr;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Ocr;

public sealed class IsolationTests(OcrFixture ocr)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_that_is_killed_is_replaced_and_the_file_still_read()
    {
        using var pool = new WorkerPool(new OcrOptions { Engine = "none", Workers = 1 });
        pool.Warm();
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, Samples.Pdf([("Still here", 72, 700)]), Ct);
        var before = Workers();

        foreach (var worker in before)
        {
            worker.Kill();
        }

        var task = new ReadingTask(path, "a.pdf", Guid.Empty, new Dictionary<int, PageDraft>());
        var text = await new DocumentReading(pool, TimeProvider.System).ReadAsync(task, (_, _) => Task.CompletedTask, Ct);

        text.Pages.ShouldHaveSingleItem().Text.ShouldBe("Still here");
        File.Delete(path);

        List<Process> Workers() => [.. pool.ProcessIds.Select(Process.GetProcessById)];
    }

    [Fact]
    public async Task A_worker_that_is_silent_for_too_long_is_ended_and_the_document_says_so()
    {
        using var pool = new WorkerPool(new OcrOptions { Engine = "none", Workers = 1, Patience = TimeSpan.FromMilliseconds(1) });
        var task = new ReadingTask("/dev/null", "a.txt", Guid.Empty, new Dictionary<int, PageDraft>());

        var text = await new DocumentReading(pool, TimeProvider.System).ReadAsync(task, (_, _) => Task.CompletedTask, Ct);

        text.Pages.ShouldBeEmpty();
        text.Note.ShouldNotBeNull().ShouldContain("too long");
    }

    [Fact]
    public async Task A_page_known_from_an_attempt_before_is_not_recognised_again()
    {
        using var pool = new WorkerPool(new OcrOptions { Engine = "none", Workers = 1 });
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, Samples.Png(["Unread"]), Ct);
        var known = new PageDraft(new PageText(1, 1200, 280, 0, PageSource.Ocr, "Known", []), false, null, "tesseract/5");

        var task = new ReadingTask(path, "a.png", Guid.Empty, new Dictionary<int, PageDraft> { [1] = known });
        var text = await new DocumentReading(pool, TimeProvider.System).ReadAsync(task, (_, _) => Task.CompletedTask, Ct);

        text.Pages.ShouldHaveSingleItem().Text.ShouldBe("Known");
        text.Note.ShouldBeNull();
        File.Delete(path);
    }

    [Theory]
    [InlineData("hostile/images")]
    [InlineData("hostile/format-zoo")]
    public async Task Hostile_files_end_with_pages_or_a_reason(string set)
    {
        // A sample here; the bench reads them all.
        foreach (var file in Directory.EnumerateFiles(SharedData.Require(set)).Order().Where((_, i) => i % 6 == 0))
        {
            var text = await ocr.ReadAsync(file);
            (text.Pages.Count > 0 || text.Note is not null).ShouldBeTrue(file);
        }
    }

    [Fact]
    public async Task A_file_that_ends_the_parser_is_still_read()
    {
        Assert.SkipUnless(Tool.IsInstalled("pdftotext"), "poppler is not installed");
        var folder = SharedData.Require("hostile/pdfjs");
        foreach (var file in Directory.EnumerateFiles(folder, "*.pdf").Order().Where((_, i) => i % 45 == 0))
        {
            var text = await ocr.ReadAsync(file);
            (text.Pages.Count > 0 || text.Note is not null).ShouldBeTrue(file);
        }
    }
}
